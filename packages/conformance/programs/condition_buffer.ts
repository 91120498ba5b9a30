/** A shelf watched through a condition. */
import { createTask, gather, sleep } from '@x/event-loop';
import { Condition } from '@x/sync';
import { f, type Print, typeName } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  const shelf: string[] = [];

  async function buyer(name: string, need: number, shop: Condition): Promise<void> {
    await using _ = await shop.hold();
    const got = await shop.waitFor(() => shelf.length >= need);
    const taken = shelf.splice(0, need);
    print(f`${name} takes ${taken} (${got})`);
  }

  async function sleeper(name: string, shop: Condition): Promise<void> {
    await using _ = await shop.hold();
    print(f`${name} dozes`);
    await shop.wait();
    print(f`${name} wakes, holds the lock ${shop.locked()}`);
  }

  const shop = new Condition();
  const buyers = [createTask(() => buyer('big', 3, shop)), createTask(() => buyer('small', 1, shop))];
  for (const good of ['ham', 'jam', 'yam', 'tea']) {
    await sleep(20);
    await using _ = await shop.hold();
    shelf.push(good);
    shop.notifyAll();
  }
  await gather(buyers);
  const dozers = ['d1', 'd2', 'd3', 'd4'].map((name) => createTask(() => sleeper(name, shop)));
  await sleep(20);
  for (const count of [1, 2]) {
    {
      await using _ = await shop.hold();
      shop.notify(count);
      print(f`notify ${count}`);
    }
    await sleep(20);
  }
  {
    await using _ = await shop.hold();
    shop.notifyAll();
  }
  await gather(dozers);
  for (const act of ['notify', 'wait'] as const) {
    try {
      await shop[act]();
    } catch (error) {
      print(f`${act} without lock: ${typeName(error)}`);
    }
  }
}
