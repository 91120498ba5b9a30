/**
 * A thread at one end of a queue: sends items, receives them, or gives each back. Does a part of it to be compiled, says
 * that it is ready, does all of it when it is told to, and says that it is done.
 */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { SharedQueue } from '@x/queue/shared';

const { part, warmup, size, item, incoming, outgoing } = workerData;
const open = (end) => (end === undefined || 'postMessage' in end ? end : SharedQueue.from(end));
const [from, to] = [open(incoming), open(outgoing)];
const make = item === 'object' ? (i) => ({ id: i, name: `item ${i}` }) : (i) => i + 0.5;

/** Listens for so many messages. */
const listen = (count, onMessage) =>
  new Promise((resolve) => {
    let left = count;
    const take = (message) => {
      onMessage?.(message);
      left -= 1;
      if (left > 0) return;
      from.off('message', take);
      resolve();
    };
    from.on('message', take);
  });

const parts = {
  sendSync(count) {
    for (let i = 0; i < count; i += 1) to.putSync(make(i));
  },
  async send(count) {
    for (let i = 0; i < count; i += 1) await to.put(make(i));
  },
  post(count) {
    for (let i = 0; i < count; i += 1) to.postMessage(make(i));
  },
  receiveSync(count) {
    for (let i = 0; i < count; i += 1) from.getSync();
  },
  async receive(count) {
    for (let i = 0; i < count; i += 1) await from.get();
  },
  listen: (count) => listen(count),
  echoSync(count) {
    for (let i = 0; i < count; i += 1) to.putSync(from.getSync());
  },
  async echo(count) {
    for (let i = 0; i < count; i += 1) await to.put(await from.get());
  },
  echoMessages: (count) => listen(count, (message) => from.postMessage(message)),
};

await parts[part](warmup);
parentPort.postMessage('ready');
await once(parentPort, 'message');
await parts[part](size);
parentPort.postMessage('done');
