// Tries something that hangs or fails a few times, each time with a limit, and the whole with another.
import { run, sleep, timeout, TimeoutError, waitFor } from '@x/event-loop';

const attempts = [
  () => sleep(60_000, 'too late'),
  () => Promise.reject(new Error('connection refused')),
  () => sleep(1, 'hello'),
];

async function connect(): Promise<string> {
  for (const [index, attempt] of attempts.entries()) {
    try {
      return await waitFor(attempt, 20);
    } catch (error) {
      const reason = error instanceof TimeoutError ? 'no answer within 20 ms' : (error as Error).message;
      console.log(`attempt ${index + 1}: ${reason}`);
    }
  }
  throw new Error('nobody answers');
}

await run(async () => {
  console.log(await timeout(5_000, connect));
});

/* prints
attempt 1: no answer within 20 ms
attempt 2: connection refused
hello
*/
