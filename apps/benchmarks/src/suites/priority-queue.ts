import { run } from '@x/event-loop';
import { PriorityQueue } from '@x/queue';
import { asyncio } from '../python/cpython.ts';
import { perSecond, type Contestant, type Suite } from '../suite.ts';

const shared = { unit: 'items/s', better: 'more' } as const;

const contestants: readonly Contestant[] = [
  {
    name: '@x native',
    role: 'ours',
    run: (size) => run(() => perSecond(size, () => putAndGet(randomNumbers(size)))),
  },
  { name: '@x, plain promises', role: 'ours', run: (size) => perSecond(size, () => putAndGet(randomNumbers(size))) },
  {
    name: 'async.priorityQueue',
    role: 'peer',
    async run(size) {
      const { default: async } = await import('async');
      const numbers = randomNumbers(size);
      return perSecond(size, async () => {
        const queue = async.priorityQueue<number>((_item, done) => done(), 1);
        queue.pause();
        for (const number of numbers) void queue.push(number, number);
        queue.resume();
        await queue.drain();
      });
    },
  },
  {
    name: 'p-queue',
    role: 'peer',
    async run(size) {
      const { default: PQueue } = await import('p-queue');
      const numbers = randomNumbers(size);
      return perSecond(size, async () => {
        const queue = new PQueue({ concurrency: 1, autoStart: false });
        for (const number of numbers) void queue.add(() => number, { priority: -number });
        queue.start();
        await queue.onIdle();
      });
    },
  },
  ...asyncio(`
import asyncio, random, sys, time
n = int(sys.argv[1])
async def main():
    numbers = [random.random() for _ in range(n)]
    queue = asyncio.PriorityQueue()
    start = time.perf_counter()
    for number in numbers: await queue.put(number)
    for _ in range(n): await queue.get()
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
];

/** Puts `size` random numbers into a queue, then takes all of them, the least first. */
export const priorityQueue: Suite = {
  ...shared,
  name: 'priority-queue',
  title: 'put random numbers, and take them in order',
  size: { full: 100_000, quick: 10_000 },
  contestants,
};

/** A million numbers, without p-queue, which moves half of them for each. */
export const priorityQueueMillion: Suite = {
  ...shared,
  name: 'priority-queue-million',
  title: 'put a million random numbers, and take them in order',
  size: { full: 1_000_000, quick: 20_000 },
  contestants: contestants.filter(({ name }) => name !== 'p-queue'),
};

async function putAndGet(numbers: readonly number[]): Promise<void> {
  const queue = new PriorityQueue<number>();
  for (const number of numbers) await queue.put(number);
  for (let taken = 0; taken < numbers.length; taken += 1) await queue.get();
}

/** The same in each run: a linear congruential generator. */
function randomNumbers(size: number): number[] {
  let state = 42;
  return Array.from({ length: size }, () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31));
}
