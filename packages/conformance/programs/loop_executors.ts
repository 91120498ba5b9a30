/** Blocking work beside the loop. */
import { createTask, gather, getRunningLoop, sleep } from '@x/event-loop';
import { ProcessPoolExecutor, taskModule, ThreadPoolExecutor } from '@x/executor';
import { type Print, typeName } from './py-print.ts';
import { Stuck } from './tasks/pressing.ts';

const { press } = taskModule<typeof import('./tasks/pressing.ts')>(new URL('./tasks/pressing.ts', import.meta.url));

function digits(number: number): number {
  return Array.from(String(2n ** BigInt(number))).reduce((sum, digit) => sum + Number(digit), 0);
}

export async function main(print: Print): Promise<void> {
  const loop = getRunningLoop();
  let ticks = 0;

  async function ticker(): Promise<never> {
    for (;;) {
      await sleep(10);
      ticks += 1;
    }
  }

  const clock = createTask(ticker);
  print('default:', await loop.runInExecutor(undefined, press, 10));
  print('loop ticked meanwhile:', ticks >= 3);
  clock.cancel();
  {
    await using threads = new ThreadPoolExecutor({ maxWorkers: 2 });
    print('threads:', await gather([6, 2, 4].map((n) => loop.runInExecutor(threads, press, n))));
    try {
      await loop.runInExecutor(threads, press, 13);
    } catch (error) {
      if (!(error instanceof Stuck)) throw error;
      print('failed:', typeName(error), ...error.args);
    }
  }
  await using processes = new ProcessPoolExecutor({ maxWorkers: 2 });
  print('processes:', await gather([10, 100, 1_000].map((n) => loop.runInExecutor(processes, digits, n))));
}
