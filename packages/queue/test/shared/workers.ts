import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** A worker that runs a file of `fixtures/`. */
export function startWorker(name: string, workerData: unknown): Worker {
  return new Worker(new URL(`./fixtures/${name}.ts`, import.meta.url), { workerData });
}

/** Resolves when the worker has ended; rejects when it fails. */
export async function ended(worker: Worker): Promise<void> {
  await once(worker, 'exit');
}

/** The first message of the worker. */
export async function answer<T>(worker: Worker): Promise<T> {
  const [message] = (await once(worker, 'message')) as [T];
  return message;
}
