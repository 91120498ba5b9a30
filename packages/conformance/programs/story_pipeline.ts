/** Parse, price, print: three stages joined by short queues, each closed when the one before is through. */
import { sleep, type Task, taskGroup } from '@x/event-loop';
import { Queue, QueueShutDown } from '@x/queue';
import { f, type Print } from './py-print.ts';

const ORDERS = ['3 apples', 'x pears', '2 plums', '10 apples', '1 melon', '4 plums', 'oops', '6 pears'];
const PRICES = new Map([
  ['apples', 20],
  ['pears', 35],
  ['plums', 15],
]);

type Line = [number: number, line: string];
type Order = [number: number, amount: number, fruit: string];
type Priced = [number: number, text: string, cents: number];

class BadOrder extends Error {}

class Stage<T> {
  readonly name: string;
  readonly queue: Queue<T>;
  high = 0;
  handled = 0;

  constructor(name: string, size: number) {
    this.name = name;
    this.queue = new Queue(size);
  }

  async put(item: T): Promise<void> {
    await this.queue.put(item);
    this.high = Math.max(this.high, this.queue.qsize());
  }
}

async function parse([number, line]: Line): Promise<Order> {
  await sleep(5);
  const [amount = '', fruit = '', ...rest] = line.split(' ');
  if (fruit === '' || rest.length > 0 || !/^\d+$/.test(amount)) throw new BadOrder('cannot parse');
  return [number, Number(amount), fruit];
}

async function price([number, amount, fruit]: Order): Promise<Priced> {
  await sleep(fruit === 'apples' ? 20 : 10);
  const cents = PRICES.get(fruit);
  if (cents === undefined) throw new BadOrder(`no price for ${fruit}`);
  return [number, `${amount} ${fruit}`, amount * cents];
}

export async function main(print: Print): Promise<void> {
  const first = new Stage<Line>('parse', 2);
  const second = new Stage<Order>('price', 2);
  const third = new Stage<Priced>('print', 3);
  const dead: [number: number, where: string, why: string][] = [];
  const printed: Priced[] = [];

  async function worker<T extends [number, ...unknown[]], R>(
    stage: Stage<T>,
    step: (item: T) => Promise<R>,
    target: Stage<R>,
  ): Promise<void> {
    for await (const item of stage.queue) {
      try {
        await target.put(await step(item));
      } catch (error) {
        if (!(error instanceof BadOrder)) throw error;
        dead.push([item[0], stage.name, error.message]);
      } finally {
        stage.handled += 1;
        stage.queue.taskDone();
      }
    }
  }

  async function printer(): Promise<string> {
    try {
      for (;;) {
        printed.push(await third.queue.get());
        third.handled += 1;
        third.queue.taskDone();
      }
    } catch (error) {
      if (!(error instanceof QueueShutDown)) throw error;
      return 'printer done';
    }
  }

  let last: Task<string> | undefined;
  await taskGroup(async (group) => {
    for (let number = 0; number < 2; number++) group.createTask(() => worker(first, parse, second));
    for (let number = 0; number < 3; number++) group.createTask(() => worker(second, price, third));
    last = group.createTask(printer);
    for (const line of ORDERS.entries()) await first.put(line);
    for (const stage of [first, second, third]) {
      await stage.queue.join();
      stage.queue.shutdown();
      print(f`${stage.name} closed after ${stage.handled}, never above its size: ${stage.high <= stage.queue.maxsize}`);
    }
  });
  print(last?.result());
  printed.sort(([a], [b]) => a - b);
  for (const [number, text, cents] of printed) print(f`#${number} ${text} = ${cents}`);
  dead.sort(([a], [b]) => a - b);
  for (const [number, where, why] of dead) print(f`#${number} dropped in ${where}: ${why}`);
  print(
    'sum',
    printed.reduce((sum, [, , cents]) => sum + cents, 0),
  );
}
