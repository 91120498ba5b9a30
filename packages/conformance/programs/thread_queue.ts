/** A bakery counter: one task bakes, another sells. */
import { createTask, sleep } from '@x/event-loop';
import { Empty, Full, Queue } from '@x/queue';
import { type Print, typeName } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  const counter = new Queue<string | undefined>(2);
  const sold: string[] = [];

  async function seller(): Promise<void> {
    for (;;) {
      const bun = await counter.get();
      await sleep(40);
      counter.taskDone();
      if (bun === undefined) return;
      sold.push(bun);
    }
  }

  await counter.put('plain');
  await counter.put('poppy');
  print('full', counter.full(), 'size', counter.qsize(), 'maxsize', counter.maxsize);
  const puts = {
    put_nowait: () => counter.putNowait('x'),
    'put without block': () => counter.put('x', { block: false }),
    'put with timeout': () => counter.put('x', { timeout: 20 }),
  };
  for (const [name, act] of Object.entries(puts)) {
    try {
      await act();
    } catch (error) {
      print(name, typeName(error));
      if (!(error instanceof Full)) throw error;
    }
  }
  const task = createTask(seller);
  for (const bun of ['seed', 'rye', undefined]) await counter.put(bun, { timeout: 1_000 });
  await counter.join();
  await task;
  print('sold', sold, 'empty', counter.empty());
  const gets = {
    get_nowait: () => counter.getNowait(),
    'get with timeout': () => counter.get({ timeout: 20 }),
  };
  for (const [name, act] of Object.entries(gets)) {
    try {
      await act();
    } catch (error) {
      print(name, typeName(error));
      if (!(error instanceof Empty)) throw error;
    }
  }
  const refused = { task_done: () => counter.taskDone(), 'negative timeout': () => counter.get({ timeout: -1 }) };
  for (const [name, act] of Object.entries(refused)) {
    try {
      await act();
    } catch (error) {
      print(name, typeName(error));
    }
  }
}
