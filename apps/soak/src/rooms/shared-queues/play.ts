import { Worker } from 'node:worker_threads';
import { QueueEmpty, QueueFull } from '@x/queue';
import { SharedQueue } from '@x/queue/shared';
import type { Stage } from '../../stage.ts';
import { createBooks, idOf, MOST_ITEMS, type BooksHandle } from './books.ts';
import type { SharedQueuePlan, Thread } from './plan.ts';
import type { ThreadData } from './thread.ts';

const PATIENCE = 30_000;

/** Lets threads loose on a shared queue, terminates some, and checks the books and the memory of the queue. */
export async function playSharedQueue({ setup, steps }: SharedQueuePlan, stage: Stage): Promise<void> {
  const queue = new SharedQueue<unknown>(setup.maxsize, { capacityBytes: 64 * 1024 });
  const books = createBooks(steps.length);
  const threads = steps.map((thread, producer) => {
    const data: ThreadData = { queue: queue.handle, books, thread, items: setup.items, producer };
    const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: data });
    if (thread.isWatched) queue.watch(worker);
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
    worker.on('error', (error) => stage.violate('every outcome is the right one', `a thread threw ${String(error)}`));
    if (thread.terminateAfter !== undefined) stage.later(thread.terminateAfter, () => void worker.terminate());
    return { thread, ended };
  });
  const producing = threads.filter(({ thread }) => thread.do === 'put').map(({ ended }) => ended);
  const all = threads.map(({ ended }) => ended);

  // This thread takes, too, so that nobody waits for room that never comes.
  let isOver = false;
  const taking = take(queue, books, () => isOver);
  const producersEnd = await stage.settles(Promise.all(producing), PATIENCE);
  stage.expect(producersEnd, 'every task settles exactly once', `a producer is stuck: ${queue.toString()}`);
  const isDamaged = Atomics.exchange(books.stop, 0, 1) === 2;
  stage.expect(!isDamaged, 'no item is lost or doubled', 'an item came out damaged');
  const consumersEnd = await stage.settles(Promise.all(all), PATIENCE);
  stage.expect(consumersEnd, 'every task settles exactly once', `a consumer is stuck: ${queue.toString()}`);
  isOver = true;
  await taking;
  checkBooks(books, steps, stage);
  // Exits are told to the queue before this, and all memory is there again.
  if (!steps.some(isUnwatchedDeath)) checkWhole(queue, stage);
}

async function take(queue: SharedQueue<unknown>, books: BooksHandle, isOver: () => boolean): Promise<void> {
  for (;;) {
    // Asked before: what came in before it was over is taken, too.
    const isLast = isOver();
    try {
      Atomics.add(books.got, idOf(await queue.get({ timeout: 5 })), 1);
    } catch (error) {
      if (!(error instanceof QueueEmpty)) throw error;
      if (isLast) return;
    }
  }
}

/** Whether every item that went in came out, once. */
export function checkBooks({ puts, got }: BooksHandle, threads: readonly Thread[], stage: Stage): void {
  // A thread that ends between taking an item and noting it has taken it all the same.
  let mayBeMissing = threads.filter((thread) => thread.do === 'get' && thread.terminateAfter !== undefined).length;
  for (let producer = 0; producer < threads.length; producer++) {
    const [begun = 0, done = 0] = puts.subarray(2 * producer, 2 * producer + 2);
    for (let n = 0; n < MOST_ITEMS; n++) {
      const times = got[producer * MOST_ITEMS + n] ?? 0;
      const name = `item ${n} of thread ${producer}`;
      if (times > 1) stage.violate('no item is lost or doubled', `${name} came out ${times} times`);
      if (times > 0 && n >= begun) stage.violate('no item is lost or doubled', `${name} came out, and never went in`);
      if (times === 0 && n < done && mayBeMissing-- <= 0)
        stage.violate('no item is lost or doubled', `${name} is lost`);
    }
  }
}

/** All places and all memory can be used again. */
function checkWhole(queue: SharedQueue<unknown>, stage: Stage): void {
  try {
    queue.putNowait(new Uint8Array(queue.capacityBytes));
    queue.getNowait();
    for (let n = 0; n < queue.maxsize; n++) queue.putNowait(n);
    for (let n = 0; n < queue.maxsize; n++) queue.getNowait();
  } catch (error) {
    if (!(error instanceof QueueFull)) throw error;
    stage.violate('nothing is left behind', `memory of ${queue.toString()}: ${String(error)}`);
  }
}

function isUnwatchedDeath({ terminateAfter, isWatched }: Thread): boolean {
  return terminateAfter !== undefined && !isWatched;
}
