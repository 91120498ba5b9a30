/** A short belt holds up a fast packer. */
import { gather, sleep } from '@x/event-loop';
import { Queue, QueueEmpty, QueueFull } from '@x/queue';
import { f, type Print, typeName } from './py-print.ts';

type Item = number | string | undefined;

export async function main(print: Print): Promise<void> {
  async function packer(belt: Queue<Item>): Promise<void> {
    for (let number = 0; number < 5; number++) {
      await belt.put(number);
      print(f`put ${number} size ${belt.qsize()}`);
    }
    await belt.put(undefined);
    print('packer ends');
  }

  async function checker(belt: Queue<Item>): Promise<void> {
    for (;;) {
      await sleep(30);
      const item = await belt.get();
      print(f`got ${item}`);
      if (item === undefined) return;
    }
  }

  const belt = new Queue<Item>(2);
  print(f`empty ${belt.empty()} full ${belt.full()} maxsize ${belt.maxsize}`);
  await gather([() => packer(belt), () => checker(belt)]);
  print(f`empty ${belt.empty()}`);
  try {
    belt.getNowait();
  } catch (error) {
    if (!(error instanceof QueueEmpty)) throw error;
    print(typeName(error));
  }
  belt.putNowait('a');
  belt.putNowait('b');
  try {
    belt.putNowait('c');
  } catch (error) {
    if (!(error instanceof QueueFull)) throw error;
    print(f`${typeName(error)} full ${belt.full()}`);
  }
  print(f`${belt.getNowait()} ${belt.getNowait()} left ${belt.qsize()}`);
  const free = new Queue<number>();
  for (let number = 0; number < 100; number++) free.putNowait(number);
  print(f`unbounded ${free.qsize()} full ${free.full()}`);
}
