/** A timeout is a block: cancelled inside, TimeoutError outside. */
import { CancelledError, currentTask, getRunningLoop, sleep, timeout, type Timeout, TimeoutError } from '@x/event-loop';
import { f, type Print } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  async function dig(metres: number): Promise<number> {
    try {
      await sleep(metres * 20);
    } catch (error) {
      if (error instanceof CancelledError) print(f`dig ${metres} interrupted`);
      throw error;
    }
    return metres;
  }

  const loop = getRunningLoop();
  let limit: Timeout | undefined;
  await timeout(200, async (t) => {
    limit = t;
    print(f`dug ${await dig(1)}`);
  });
  print(f`expired ${limit?.expired()}`);
  try {
    await timeout(30, async (t) => {
      limit = t;
      try {
        await dig(20);
      } finally {
        print(f`leaving, expired ${t.expired()}`);
      }
      print('never');
    });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    print(f`TimeoutError, expired ${limit?.expired()}`);
  }
  await timeout(30, async (t) => {
    t.reschedule(loop.time() + 500);
    print(f`dug ${await dig(4)} after reschedule`);
  });
  await timeout(undefined, async (t) => {
    print(f`no limit ${t.when()}`);
    t.reschedule(loop.time() + 1_000);
    print(f`has limit ${t.when() !== undefined}`);
  });
  try {
    await timeout(0, async () => {
      print('zero enters');
      await sleep(0);
      print('zero never here');
    });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    print(f`zero over, cancelling ${currentTask()?.cancelling()}`);
  }
}
