/** A thread at one end of a queue: sends items, receives them, or gives each back. Says when it is done. */
import { parentPort, workerData } from 'node:worker_threads';
import { SharedQueue } from '@x/queue/shared';

const { part, size, item, incoming, outgoing } = workerData;
const open = (end) => (end?.postMessage === undefined ? end && SharedQueue.from(end) : end);
const [from, to] = [open(incoming), open(outgoing)];
const make = item === 'number' ? (i) => i + 0.5 : (i) => ({ id: i, name: `item ${i}` });

const parts = {
  sendSync() {
    for (let i = 0; i < size; i += 1) to.putSync(make(i));
  },
  async send() {
    for (let i = 0; i < size; i += 1) await to.put(make(i));
  },
  post() {
    for (let i = 0; i < size; i += 1) to.postMessage(make(i));
  },
  receiveSync() {
    for (let i = 0; i < size; i += 1) from.getSync();
  },
  echoSync() {
    for (let i = 0; i < size; i += 1) to.putSync(from.getSync());
  },
  async echo() {
    for (let i = 0; i < size; i += 1) await to.put(await from.get());
  },
  listen() {
    return new Promise((resolve) => {
      let left = size;
      from.on('message', () => (left -= 1) === 0 && resolve());
    });
  },
  echoMessages() {
    return new Promise((resolve) => {
      let left = size;
      from.on('message', (message) => {
        (to ?? from).postMessage(message);
        if ((left -= 1) === 0) resolve();
      });
    });
  },
};

parentPort.postMessage('ready');
await new Promise((resolve) => parentPort.once('message', resolve));
await parts[part]();
parentPort.postMessage('done');
// Its end of a port keeps a thread running.
parentPort.close();
from?.close?.();
