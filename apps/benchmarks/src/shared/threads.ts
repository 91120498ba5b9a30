import { once } from 'node:events';
import { Worker, type MessagePort } from 'node:worker_threads';
import type { SharedQueueHandle } from '@x/queue/shared';

/** What the thread at the end of a queue does, first a part of it to be compiled; see `endpoint.mjs`. */
export interface Endpoint {
  readonly part:
    'send' | 'sendSync' | 'post' | 'receive' | 'receiveSync' | 'listen' | 'echo' | 'echoSync' | 'echoMessages';
  readonly warmup: number;
  readonly size: number;
  readonly item?: 'number' | 'object';
  readonly incoming?: SharedQueueHandle<unknown> | MessagePort;
  readonly outgoing?: SharedQueueHandle<unknown> | MessagePort;
}

/** A thread at the end of a queue. */
export interface Thread {
  /** It has warmed up. */
  readonly ready: Promise<unknown>;
  /** Begins the work, and resolves when it is done. */
  work(): Promise<unknown>;
  end(): Promise<unknown>;
}

export function startThread(endpoint: Endpoint): Thread {
  const ports = [endpoint.incoming, endpoint.outgoing].filter((end) => end !== undefined && 'postMessage' in end);
  const worker = new Worker(new URL('endpoint.mjs', import.meta.url), { workerData: endpoint, transferList: ports });
  return {
    ready: once(worker, 'message'),
    work() {
      const done = once(worker, 'message');
      worker.postMessage('start');
      return done;
    },
    end: () => worker.terminate(),
  };
}
