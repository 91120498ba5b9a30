/** Four tasks cancelled at four moments. */
import { CancelledError, createTask, sleep, type Task } from '@x/event-loop';
import { f, type Print } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  async function miner(name: string, tidy = 0): Promise<void> {
    print(f`${name} enters`);
    try {
      await sleep(5_000);
    } catch (error) {
      if (error instanceof CancelledError) print(f`${name} told ${error.args.join(' ') || '-'}`);
      throw error;
    } finally {
      if (tidy > 0) {
        await sleep(tidy);
        print(f`${name} tidied`);
      }
    }
  }

  async function outcome(task: Task<void>): Promise<void> {
    try {
      await task;
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      print(f`${task.getName()} cancelled=${task.cancelled()} ${error.args.join(' ') || '-'}`);
    }
  }

  const unborn = createTask(() => miner('unborn'), { name: 'unborn' });
  print(f`cancel unborn ${unborn.cancel()} done=${unborn.done()}`);
  await outcome(unborn);
  const plain = createTask(() => miner('plain'), { name: 'plain' });
  await sleep(0);
  plain.cancel('shift over');
  print(f`plain done=${plain.done()}`);
  await outcome(plain);
  const neat = createTask(() => miner('neat', 40), { name: 'neat' });
  await sleep(0);
  neat.cancel();
  await outcome(neat);
  const rushed = createTask(() => miner('rushed', 5_000), { name: 'rushed' });
  await sleep(0);
  rushed.cancel('first');
  await sleep(0);
  rushed.cancel('second');
  await outcome(rushed);
}
