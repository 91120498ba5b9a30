/** Last in first out, and smallest first. */
import { createTask, sleep } from '@x/event-loop';
import { LifoQueue, PriorityQueue, Queue } from '@x/queue';
import { type Print, tuple, typeName } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  const pile = new LifoQueue<string>(3);
  for (const plate of ['red', 'blue', 'green']) await pile.put(plate);
  print('full', pile.full(), 'top', pile.getNowait(), 'then', pile.getNowait());
  pile.putNowait('white');
  print('rest', [pile.getNowait(), pile.getNowait()]);

  const ward = new PriorityQueue<[urgency: number, what: string]>();
  await ward.put([3, 'cough']);
  await ward.put([1, 'heart']);
  await ward.put([2, 'arm']);
  await ward.put([1, 'brain']);
  await ward.put([3, 'cold']);
  print('first', tuple(...(await ward.get())));
  await ward.put([0, 'birth']);
  while (!ward.empty()) {
    const [urgency, what] = await ward.get();
    print(urgency, what);
  }
  const numbers = new PriorityQueue<number>(2);
  numbers.putNowait(8);
  numbers.putNowait(5);
  const blocked = createTask(() => numbers.put(1));
  await sleep(0);
  print('blocked', !blocked.done(), 'got', await numbers.get());
  await blocked;
  print('then', numbers.getNowait(), numbers.getNowait());
  const waiting = createTask(() => numbers.get());
  await sleep(0);
  numbers.putNowait(9);
  numbers.putNowait(4);
  print('a waiting getter gets the smallest there is:', await waiting, 'left', numbers.getNowait());
  for (const queue of [pile, ward]) queue.taskDone();
  print('kinds', typeName(pile), typeName(ward), ward instanceof Queue);
}
