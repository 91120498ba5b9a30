/** Closing a queue: let it run dry, or drop everything. */
import { createTask, gather, sleep } from '@x/event-loop';
import { Queue, QueueShutDown } from '@x/queue';
import { f, type Print, typeName } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  async function reader(name: string, queue: Queue<string>): Promise<void> {
    try {
      for (;;) {
        const item = await queue.get();
        print(f`${name} reads ${item}`);
        queue.taskDone();
      }
    } catch (error) {
      if (!(error instanceof QueueShutDown)) throw error;
      print(f`${name} ${typeName(error)}`);
    }
  }

  async function writer(queue: Queue<string>, item: string): Promise<void> {
    try {
      await queue.put(item);
    } catch (error) {
      if (!(error instanceof QueueShutDown)) throw error;
      print(f`${item} refused`);
    }
  }

  const dry = new Queue<string>(2);
  dry.putNowait('one');
  dry.putNowait('two');
  const blocked = createTask(() => writer(dry, 'three'));
  await sleep(0);
  dry.shutdown();
  await blocked;
  print(f`size ${dry.qsize()}`);
  await reader('dry', dry);
  await dry.join();
  await writer(dry, 'late');
  const gone = new Queue<string>();
  gone.putNowait('four');
  gone.putNowait('five');
  const joined = createTask(() => gone.join());
  await sleep(0);
  gone.shutdown({ immediate: true });
  print(f`size ${gone.qsize()} empty ${gone.empty()}`);
  await joined;
  print('join released');
  await reader('gone', gone);
  const idle = new Queue<string>();
  const readers = ['r0', 'r1'].map((name) => createTask(() => reader(name, idle)));
  await sleep(0);
  idle.shutdown();
  await gather(readers);
}
