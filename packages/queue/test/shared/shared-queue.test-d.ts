import { Worker } from 'node:worker_threads';
import { expectTypeOf } from 'vitest';
import { SharedQueue, type SharedQueueHandle } from '../../src/shared.ts';

const queue = new SharedQueue<{ n: number }>(5, { capacityBytes: 1_000 });

expectTypeOf(queue.get({ timeout: 5, signal: AbortSignal.abort() })).toEqualTypeOf<Promise<{ n: number }>>();
expectTypeOf(queue.getSync({ timeout: 5 })).toEqualTypeOf<{ n: number }>();
expectTypeOf(queue.getNowait()).toEqualTypeOf<{ n: number }>();
expectTypeOf(queue.put({ n: 1 })).toEqualTypeOf<Promise<void>>();
expectTypeOf(queue.handle).toEqualTypeOf<SharedQueueHandle<{ n: number }>>();
expectTypeOf(SharedQueue.from(queue.handle)).toEqualTypeOf<SharedQueue<{ n: number }>>();
expectTypeOf(queue).toExtend<AsyncIterable<{ n: number }>>();

// @ts-expect-error -- maxsize is needed: shared memory is always bounded
new SharedQueue<number>();
// @ts-expect-error -- an item of another type
queue.putNowait(5);
// @ts-expect-error -- a blocked thread hears no signal
queue.getSync({ signal: AbortSignal.abort() });
// @ts-expect-error -- the handle is of objects
SharedQueue.from<string>(queue.handle);

queue.watch(new Worker('', { eval: true }));
