import { currentThread } from '@x/pool/threading';
import { SharedQueue, type SharedQueueHandle } from '@x/queue/shared';

type Log = SharedQueueHandle<string>;

export function knit(log: Log, what: string, time: number | { readonly milliseconds: number }): void {
  const limit = typeof time === 'number' ? time : time.milliseconds;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, limit);
  SharedQueue.from(log).putNowait(`${what} by ${currentThread().name}`);
}

export function ring(log: Log): void {
  SharedQueue.from(log).putNowait('bell rings');
}
