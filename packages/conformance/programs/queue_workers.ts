/** Ten orders, three cooks, and the evening ends when the last order is out. */
import { CancelledError, createTask, gather, sleep } from '@x/event-loop';
import { Queue } from '@x/queue';
import { f, type Print, typeName } from './py-print.ts';

type Order = [table: number, minutes: number];

export async function main(print: Print): Promise<void> {
  async function cook(name: string, orders: Queue<Order>): Promise<never> {
    let cooked = 0;
    try {
      for (;;) {
        const [table, minutes] = await orders.get();
        await sleep(minutes * 10);
        print(f`${name} serves table ${table}`);
        cooked += 1;
        orders.taskDone();
      }
    } catch (error) {
      if (error instanceof CancelledError) print(f`${name} goes home after ${cooked}`);
      throw error;
    }
  }

  const orders = new Queue<Order>();
  [8, 4, 12, 21, 9, 17, 21, 19, 5, 15].forEach((minutes, table) => orders.putNowait([table, minutes]));
  const cooks = ['ali', 'bea', 'col'].map((name) => createTask(() => cook(name, orders), { name }));
  await sleep(0);
  print(f`open orders ${orders.qsize()}`);
  await orders.join();
  print(f`all served, left ${orders.qsize()}`);
  for (const person of cooks) person.cancel();
  const results = await gather(cooks, { returnExceptions: true });
  print(results.map(typeName).join(' '));
  await orders.join();
  print('join of an idle queue returns at once');
  try {
    orders.taskDone();
  } catch (error) {
    print(f`one too many: ${typeName(error)}`);
  }
}
