import { deserialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import type { Command, News, Order } from '../broker.ts';
import type { HostEvents } from '../host.ts';
import { ProcessHost } from '../process-host.ts';
import { shellsEnded } from '../reaper.ts';
import { Bell } from './bell.ts';
import type { Message } from './protocol.ts';

const bell = new Bell(workerData as SharedArrayBuffer);

parentPort?.on('message', (order: Order | 'end') => {
  if (order === 'end') void shellsEnded().then(() => process.exit(0));
  else serve(order);
});

/** Starts a worker process, and passes messages on in both directions. */
function serve({ setup, options, port }: Order): void {
  const tell = (message: Message | News): void => {
    port.postMessage(message);
    bell.ring();
  };
  const events: HostEvents = {
    onMessage: tell,
    onUnreadable: () => undefined,
    onExit: (exit) => tell({ event: 'exited', exit }),
  };
  let host: ProcessHost;
  try {
    host = new ProcessHost(setup, options, events);
  } catch (error) {
    tell({ event: 'failed', error });
    return;
  }
  tell({ event: 'started', id: host.id });
  port.on('message', (message: Uint8Array | Command) => {
    if ('end' in message) host.end(message.end === 'by force');
    else host.post(deserialize(message) as Message);
  });
  void host.gone.then(passOnOutput).then(() => tell({ event: 'gone' }));
}

// What the worker printed has come here, and is on its way to the main thread.
async function passOnOutput(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) await new Promise((done) => stream.write('', done));
}
