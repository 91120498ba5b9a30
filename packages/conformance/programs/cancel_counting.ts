/** How often a task was asked to stop, and one that will not. */
import { CancelledError, createTask, currentTask, sleep } from '@x/event-loop';
import { f, type Print } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  async function guard(patience: number): Promise<string> {
    const me = currentTask()!;
    for (;;) {
      try {
        await sleep(5_000);
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        print(f`asked ${me.cancelling()} of ${patience}`);
        if (me.cancelling() >= patience) return 'went at last';
      }
    }
  }

  async function forgiving(): Promise<string> {
    const me = currentTask()!;
    for (let round = 0; round < 2; round++) {
      try {
        await sleep(5_000);
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        print(f`before ${me.cancelling()} after ${me.uncancel()}`);
      }
    }
    print(f`below zero? ${me.uncancel()}`);
    await sleep(20);
    return 'forgave';
  }

  let task = createTask(() => guard(3));
  for (let round = 0; round < 3; round++) {
    await sleep(20);
    print(f`cancel() ${task.cancel()} cancelling ${task.cancelling()} cancelled ${task.cancelled()}`);
  }
  print(f`${await task}, cancelled ${task.cancelled()}, cancelling ${task.cancelling()}`);
  task = createTask(forgiving);
  for (let round = 0; round < 2; round++) {
    await sleep(20);
    task.cancel();
  }
  print(f`${await task}, cancelling ${task.cancelling()}`);
  const both = createTask(() => guard(2));
  await sleep(0);
  both.cancel();
  both.cancel();
  print(f`two requests, one error: ${await both}`);
}
