import { gather, run, type Steps } from '@x/event-loop';
import { Queue } from '@x/queue';
import { asyncio } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

/** One producer and one consumer pass `size` items through a queue of 16. */
export const queueBounded: Suite = passing('queue-bounded', 'pass items through a queue of 16', 16);

/** The same through a queue without a bound. */
export const queueUnbounded: Suite = passing('queue-unbounded', 'pass items through a queue without a bound', 0);

/**
 * Those of the peers that call a worker for each item have no `get`: the worker is the consumer, one at a time, and a
 * producer that is bounded waits for it when sixteen items are there.
 */
function passing(name: string, title: string, bound: number): Suite {
  // Some count their items one by one when they are asked for their length.
  const isFull = (length: () => number): boolean => bound > 0 && length() >= bound;
  return {
    name,
    title,
    unit: 'items/s',
    better: 'more',
    size: { full: 1_000_000, quick: 20_000 },
    contestants: [
      {
        name: '@x native',
        role: 'ours',
        run: (size) =>
          run(() =>
            perSecond(size, () => {
              const queue = new Queue<number>(bound);
              return gather([() => putAll(queue, size), () => getAll(queue, size)]);
            }),
          ),
      },
      {
        name: '@x generator',
        role: 'ours',
        run: (size) =>
          run(() =>
            perSecond(size, () => {
              const queue = new Queue<number>(bound);
              return gather([
                function* (): Steps<void> {
                  for (let i = 0; i < size; i += 1) yield queue.put(i);
                },
                function* (): Steps<void> {
                  for (let i = 0; i < size; i += 1) yield queue.get();
                },
              ]);
            }),
          ),
      },
      {
        name: '@x, plain promises',
        role: 'ours',
        run: (size) =>
          perSecond(size, () => {
            const queue = new Queue<number>(bound);
            return Promise.all([putAll(queue, size), getAll(queue, size)]);
          }),
      },
      {
        name: 'fastq',
        role: 'peer',
        async run(size) {
          const { default: fastq } = await import('fastq');
          return perSecond(size, async () => {
            const queue = fastq.promise<unknown, number, void>(async () => Promise.resolve(), 1);
            for (let i = 0; i < size; i += 1) {
              const pushed = queue.push(i);
              if (isFull(() => queue.length())) await pushed;
            }
            await queue.drained();
          });
        },
      },
      {
        name: 'async.queue',
        role: 'peer',
        async run(size) {
          const { default: async } = await import('async');
          return perSecond(size, async () => {
            const queue = async.queue<number>((_item, done) => done(), 1);
            for (let i = 0; i < size; i += 1) {
              const pushed = queue.pushAsync(i);
              if (isFull(() => queue.length())) await pushed;
            }
            if (!queue.idle()) await queue.drain();
          });
        },
      },
      {
        name: 'p-queue',
        role: 'peer',
        async run(size) {
          const { default: PQueue } = await import('p-queue');
          return perSecond(size, async () => {
            const queue = new PQueue({ concurrency: 1 });
            for (let i = 0; i < size; i += 1) {
              const added = queue.add(() => Promise.resolve(i));
              if (isFull(() => queue.size)) await added;
            }
            await queue.onIdle();
          });
        },
      },
      {
        name: 'effect',
        role: 'peer',
        async run(size) {
          const [Effect, TheirQueue] = [await import('effect/Effect'), await import('effect/Queue')];
          const program = Effect.gen(function* () {
            const queue = yield* bound === 0 ? TheirQueue.unbounded<number>() : TheirQueue.bounded<number>(bound);
            const put = Effect.gen(function* () {
              for (let i = 0; i < size; i += 1) yield* TheirQueue.offer(queue, i);
            });
            const get = Effect.gen(function* () {
              for (let i = 0; i < size; i += 1) yield* TheirQueue.take(queue);
            });
            yield* Effect.all([put, get], { concurrency: 'unbounded' });
          });
          return perSecond(size, () => Effect.runPromise(program));
        },
      },
      ...asyncio(`
import asyncio, sys, time
n = int(sys.argv[1])
async def main():
    queue = asyncio.Queue(${bound})
    async def put():
        for i in range(n): await queue.put(i)
    async def get():
        for i in range(n): await queue.get()
    start = time.perf_counter()
    await asyncio.gather(put(), get())
    print(n / (time.perf_counter() - start))
asyncio.run(main())`),
    ],
  };
}

async function putAll(queue: Queue<number>, size: number): Promise<void> {
  for (let i = 0; i < size; i += 1) await queue.put(i);
}

async function getAll(queue: Queue<number>, size: number): Promise<void> {
  for (let i = 0; i < size; i += 1) await queue.get();
}
