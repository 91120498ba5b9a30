/** The first that is done; the others are cancelled. */
import { createTask, FIRST_COMPLETED, run, sleep, wait } from '@x/event-loop';

async function runFor(time: number): Promise<void> {
  await sleep(time);
}

async function main(): Promise<void> {
  const tasks = [
    createTask(() => runFor(300), { name: 'tortoise' }),
    createTask(() => runFor(100), { name: 'hare' }),
    createTask(() => runFor(500), { name: 'snail' }),
  ];
  const { done, pending } = await wait(tasks, { returnWhen: FIRST_COMPLETED });
  for (const task of done) {
    console.log(`first: ${task.getName()}`);
  }

  for (const task of pending) {
    task.cancel();
  }
  await wait(pending);
  for (const task of tasks) {
    console.log(`${task.getName()} was cancelled: ${task.cancelled() ? 'yes' : 'no'}`);
  }
}

await run(main);
