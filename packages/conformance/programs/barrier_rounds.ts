/** Nobody goes on before all have come. */
import { createTask, gather, sleep, timeout } from '@x/event-loop';
import { Barrier, BrokenBarrierError } from '@x/sync';
import { f, type Print, typeName } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  async function hiker(name: string, hut: Barrier, delay: number, rounds: number): Promise<void> {
    for (let number = 0; number < rounds; number++) {
      await sleep(delay);
      print(f`${name} at hut ${number}, waiting before ${hut.nWaiting}`);
      try {
        await hut.wait();
      } catch (error) {
        if (!(error instanceof BrokenBarrierError)) throw error;
        print(f`${name}: ${typeName(error)}`);
        return;
      }
    }
    print(f`${name} is home`);
  }

  const hut = new Barrier(3);
  print(f`parties ${hut.parties} waiting ${hut.nWaiting} broken ${hut.broken}`);
  const ash = createTask(() => hiker('ash', hut, 40, 2));
  const birch = createTask(() => hiker('birch', hut, 80, 2));
  const cedar = createTask(() => hiker('cedar', hut, 120, 2));
  await gather([ash, birch]);
  await cedar;
  const indexes = await gather([() => hut.wait(), () => hut.wait(), () => hut.wait()]);
  print(f`indexes ${indexes.sort()}`);
  const pair = new Barrier(2);
  await timeout(1_000, async () => {
    const lonely = createTask(() => hiker('lonely', pair, 20, 1));
    await sleep(60);
    await pair.abort();
    await lonely;
  });
  print(f`broken ${pair.broken}`);
  await hiker('late', pair, 0, 1);
  try {
    new Barrier(0);
  } catch (error) {
    print(f`no parties: ${typeName(error)}`);
  }
}
