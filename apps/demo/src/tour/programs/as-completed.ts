/** Results as they come. */
import { asCompleted, createTask, run, sleep } from '@x/event-loop';

async function cook(dish: string, time: number): Promise<string> {
  await sleep(time);
  return dish;
}

async function main(): Promise<void> {
  const tasks = [
    createTask(() => cook('stew', 500), { name: 'pot' }),
    createTask(() => cook('toast', 100), { name: 'toaster' }),
    createTask(() => cook('eggs', 300), { name: 'pan' }),
  ];
  for await (const task of asCompleted(tasks)) {
    console.log(`${task.result()} from the ${task.getName()}`);
  }
}

await run(main);
