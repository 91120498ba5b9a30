/** A limit of time: what takes longer is cancelled. */
import { run, sleep, TimeoutError, waitFor } from '@x/event-loop';

async function answer(time: number): Promise<string> {
  try {
    await sleep(time);
    return `answer after ${time / 1000} s`;
  } finally {
    console.log('the line is free again');
  }
}

async function main(): Promise<void> {
  console.log(await waitFor(() => answer(100), 300));
  try {
    console.log(await waitFor(() => answer(3_600_000), 300));
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log(`${error.name}: nobody waits for an hour`);
  }
}

await run(main);
