import { once } from 'node:events';
import { Worker, type MessagePort } from 'node:worker_threads';
import type { SharedQueueHandle } from '@x/queue/shared';

/** What the thread at the end of a queue does; see `endpoint.mjs`. */
export interface Endpoint {
  readonly part: 'send' | 'sendSync' | 'post' | 'receiveSync' | 'listen' | 'echo' | 'echoSync' | 'echoMessages';
  readonly size: number;
  readonly item?: 'number' | 'object';
  readonly incoming?: SharedQueueHandle<unknown> | MessagePort;
  readonly outgoing?: SharedQueueHandle<unknown> | MessagePort;
}

/** A thread that waits to be started. */
export interface Thread {
  readonly start: () => void;
  readonly done: Promise<unknown>;
  end(): Promise<unknown>;
}

/** Makes a thread for an end of a queue; it is ready when this resolves. */
export async function startThread(endpoint: Endpoint): Promise<Thread> {
  const ports = [endpoint.incoming, endpoint.outgoing].filter((end) => end !== undefined && 'postMessage' in end);
  const worker = new Worker(new URL('endpoint.mjs', import.meta.url), { workerData: endpoint, transferList: ports });
  await once(worker, 'message');
  return { start: () => worker.postMessage('start'), done: once(worker, 'message'), end: () => worker.terminate() };
}
