import { MessageChannel } from 'node:worker_threads';
import { SharedQueue } from '@x/queue/shared';
import { startThread, type Endpoint } from '../shared/threads.ts';
import { milliseconds, perSecond, type Contestant, type Suite } from '../suite.ts';

const MAXSIZE = 1_024;

type Item = 'number' | 'object';

/** `size` numbers from one thread to another, both of which have nothing else to do. */
export const sharedQueue: Suite = between('shared-queue-numbers', 'pass numbers between two threads', 'number');

/** The same with objects. */
export const sharedQueueObjects: Suite = between('shared-queue-objects', 'pass objects between two threads', 'object');

/** `size` numbers to the main thread, which must not block. */
export const sharedQueueMain: Suite = {
  name: 'shared-queue-main',
  title: 'pass numbers from a thread to the main thread, which does not block',
  unit: 'items/s',
  better: 'more',
  size: { full: 500_000, quick: 50_000 },
  contestants: [
    {
      name: '@x get()',
      role: 'ours',
      async run(size) {
        const queue = new SharedQueue<number>(MAXSIZE);
        const sender = await startThread({ part: 'sendSync', size, item: 'number', outgoing: queue.handle });
        return perSecond(size, async () => {
          sender.start();
          for (let i = 0; i < size; i += 1) await queue.get();
        });
      },
    },
    {
      name: 'MessagePort',
      role: 'peer',
      async run(size) {
        const { port1, port2 } = new MessageChannel();
        const sender = await startThread({ part: 'post', size, item: 'number', outgoing: port2 });
        return perSecond(size, async () => {
          sender.start();
          await new Promise<void>((resolve) => {
            let left = size;
            port1.on('message', () => {
              left -= 1;
              if (left === 0) resolve();
            });
          });
          port1.close();
        });
      },
    },
  ],
};

/** Half of the time that a number takes to a thread and back, `size` times one after the other. */
export const sharedQueueLatency: Suite = {
  name: 'shared-queue-latency',
  title: 'hand one number over to another thread that waits',
  unit: 'µs',
  better: 'less',
  size: { full: 20_000, quick: 2_000 },
  contestants: [
    {
      name: '@x getSync()',
      role: 'ours',
      run: (size) => throughQueues('echoSync', size, ({ there, back }, i) => (there.putSync(i), back.getSync())),
    },
    {
      name: '@x get()',
      role: 'ours',
      run: (size) =>
        throughQueues('echo', size, async ({ there, back }, i) => {
          await there.put(i);
          await back.get();
        }),
    },
    {
      name: 'MessagePort',
      role: 'peer',
      async run(size) {
        const { port1, port2 } = new MessageChannel();
        // One port for both ways: a port can be moved to a thread once.
        const echo = await startThread({ part: 'echoMessages', size, incoming: port2 });
        echo.start();
        const took = await milliseconds(async () => {
          for (let i = 0; i < size; i += 1) {
            const answered = new Promise((resolve) => port1.once('message', resolve));
            port1.postMessage(i);
            await answered;
          }
        });
        port1.close();
        return (took / size / 2) * 1_000;
      },
    },
  ],
};

interface Ways {
  readonly there: SharedQueue<number>;
  readonly back: SharedQueue<number>;
}

async function throughQueues(
  part: Endpoint['part'],
  size: number,
  roundTrip: (ways: Ways, item: number) => unknown,
): Promise<number> {
  const ways = { there: new SharedQueue<number>(1), back: new SharedQueue<number>(1) };
  const echo = await startThread({ part, size, incoming: ways.there.handle, outgoing: ways.back.handle });
  echo.start();
  const took = await milliseconds(async () => {
    for (let i = 0; i < size; i += 1) await roundTrip(ways, i);
  });
  await echo.done;
  return (took / size / 2) * 1_000;
}

function between(name: string, title: string, item: Item): Suite {
  return {
    name,
    title,
    unit: 'items/s',
    better: 'more',
    size: { full: 500_000, quick: 50_000 },
    contestants: [
      {
        name: '@x, blocking',
        role: 'ours',
        run(size) {
          const { handle } = new SharedQueue<unknown>(MAXSIZE);
          return raced(
            { part: 'sendSync', size, item, outgoing: handle },
            { part: 'receiveSync', size, incoming: handle },
          );
        },
      },
      messagePort(item),
    ],
  };
}

/** Unbounded, and so with nothing to wait for on the side that sends. */
function messagePort(item: Item): Contestant {
  return {
    name: 'MessagePort',
    role: 'peer',
    run(size) {
      const { port1, port2 } = new MessageChannel();
      return raced({ part: 'post', size, item, outgoing: port1 }, { part: 'listen', size, incoming: port2 });
    },
  };
}

/** Items per second from one thread to the other. */
async function raced(sending: Endpoint, receiving: Endpoint): Promise<number> {
  const threads = [await startThread(receiving), await startThread(sending)];
  const figure = await perSecond(sending.size, async () => {
    for (const thread of threads) thread.start();
    await Promise.all(threads.map(({ done }) => done));
  });
  await Promise.all(threads.map((thread) => thread.end()));
  return figure;
}
