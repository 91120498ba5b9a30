import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { SharedQueue } from '@x/queue/shared';
import { startThread, type Endpoint } from '../shared/threads.ts';
import { milliseconds, perSecond, type Contestant, type Suite } from '../suite.ts';

const MAXSIZE = 1_024;
/** Threads start cold in a process that is warm: each does a part of the work of its own accord. */
const warmupOf = (size: number): number => Math.ceil(size / 5);

type Item = 'number' | 'object';

/** `size` numbers from one thread to another. */
export const sharedQueueNumbers: Suite = {
  name: 'shared-queue-numbers',
  title: 'pass numbers from one thread to another',
  unit: 'items/s',
  better: 'more',
  size: { full: 1_000_000, quick: 50_000 },
  contestants: passing('number'),
};

/** The same with objects. */
export const sharedQueueObjects: Suite = {
  ...sharedQueueNumbers,
  name: 'shared-queue-objects',
  title: 'pass objects from one thread to another',
  size: { full: 200_000, quick: 10_000 },
  contestants: passing('object'),
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
      name: '@x, blocking',
      role: 'ours',
      run: (size) => throughQueues('echoSync', size, ({ there, back }, i) => (there.putSync(i), back.getSync())),
    },
    {
      name: '@x, not blocking',
      role: 'ours',
      run: (size) => throughQueues('echo', size, ({ there, back }, i) => there.put(i).then(() => back.get())),
    },
    { name: 'MessagePort', role: 'peer', run: throughPort },
  ],
};

function passing(item: Item): readonly Contestant[] {
  return [
    { name: '@x, blocking', role: 'ours', run: (size) => throughQueue('sendSync', 'receiveSync', item, size) },
    { name: '@x, not blocking', role: 'ours', run: (size) => throughQueue('send', 'receive', item, size) },
    {
      // Without a bound: the side that sends never waits.
      name: 'MessagePort',
      role: 'peer',
      run(size) {
        const { port1, port2 } = new MessageChannel();
        const warmup = warmupOf(size);
        return race(
          { part: 'post', warmup, size, item, outgoing: port1 },
          { part: 'listen', warmup, size, incoming: port2 },
        );
      },
    },
  ];
}

function throughQueue(send: Endpoint['part'], receive: Endpoint['part'], item: Item, size: number): Promise<number> {
  const { handle } = new SharedQueue<unknown>(MAXSIZE);
  const warmup = warmupOf(size);
  return race({ part: send, warmup, size, item, outgoing: handle }, { part: receive, warmup, size, incoming: handle });
}

/** Items per second from one thread to the other. */
async function race(sending: Endpoint, receiving: Endpoint): Promise<number> {
  const threads = [startThread(receiving), startThread(sending)];
  await Promise.all(threads.map(({ ready }) => ready));
  const figure = await perSecond(sending.size, () => Promise.all(threads.map((thread) => thread.work())));
  await Promise.all(threads.map((thread) => thread.end()));
  return figure;
}

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
  const incoming = ways.there.handle;
  const outgoing = ways.back.handle;
  return halfTurns({ part, warmup: warmupOf(size), size, incoming, outgoing }, (item) => roundTrip(ways, item));
}

function throughPort(size: number): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  const endpoint: Endpoint = { part: 'echoMessages', warmup: warmupOf(size), size, incoming: port2 };
  return halfTurns(endpoint, (item) => answered(port1, item)).finally(() => port1.close());
}

function answered(port: MessagePort, item: number): Promise<unknown> {
  return new Promise((resolve) => {
    port.once('message', resolve);
    port.postMessage(item);
  });
}

/** Half of what a round trip takes, in microseconds. */
async function halfTurns(endpoint: Endpoint, roundTrip: (item: number) => unknown): Promise<number> {
  const echo = startThread(endpoint);
  for (let i = 0; i < endpoint.warmup; i += 1) await roundTrip(i);
  await echo.ready;
  const done = echo.work();
  await roundTrip(0);
  const took = await milliseconds(async () => {
    for (let i = 1; i < endpoint.size; i += 1) await roundTrip(i);
  });
  await done;
  await echo.end();
  return (took / (endpoint.size - 1) / 2) * 1_000;
}
