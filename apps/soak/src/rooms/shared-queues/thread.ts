/** A thread that uses a shared queue and keeps the books. */
import { workerData } from 'node:worker_threads';
import { QueueEmpty, QueueFull } from '@x/queue';
import { SharedQueue, type SharedQueueHandle } from '@x/queue/shared';
import { idOf, makeItem, MOST_ITEMS, type BooksHandle } from './books.ts';
import type { Setup, Thread } from './plan.ts';

export interface ThreadData {
  readonly queue: SharedQueueHandle<unknown>;
  readonly books: BooksHandle;
  readonly thread: Thread;
  readonly items: Setup['items'];
  /** Which of the producers it is. */
  readonly producer: number;
}

// Nobody blocks longer than this without looking whether it is time to go home, in milliseconds.
const TIMEOUT = 20;

const { queue: handle, books, thread, items, producer } = workerData as ThreadData;
const queue = SharedQueue.from(handle);
const mayGoOn = (): boolean => Atomics.load(books.stop, 0) === 0;

await (thread.do === 'put' ? putAll() : getAll());

async function putAll(): Promise<void> {
  for (let n = 0; n < Math.min(thread.count, MOST_ITEMS); n++) {
    Atomics.store(books.puts, 2 * producer, n + 1);
    const item = makeItem(producer * MOST_ITEMS + n, items);
    while (!(await attempt(() => put(item)))) if (!mayGoOn()) return;
    Atomics.store(books.puts, 2 * producer + 1, n + 1);
    if (n === thread.exitAfter) process.exit(0);
  }
}

async function getAll(): Promise<void> {
  for (let taken = 0; mayGoOn();) {
    await attempt(async () => {
      const id = idOf(await get());
      // A damaged one is noted where no item is.
      if (id >= 0) Atomics.add(books.got, id, 1);
      else Atomics.store(books.stop, 0, 2);
      taken += 1;
    });
    if (taken === thread.exitAfter) process.exit(0);
  }
}

function put(item: unknown): void | Promise<void> {
  if (thread.how === 'blocking') {
    queue.putSync(item, { timeout: TIMEOUT });
    return;
  }
  if (thread.how === 'waiting') return queue.put(item, { timeout: TIMEOUT });
  queue.putNowait(item);
}

function get(): unknown {
  if (thread.how === 'blocking') return queue.getSync({ timeout: TIMEOUT });
  if (thread.how === 'waiting') return queue.get({ timeout: TIMEOUT });
  return queue.getNowait();
}

async function attempt(act: () => unknown): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!(error instanceof QueueEmpty || error instanceof QueueFull)) throw error;
    if (thread.how === 'trying') await new Promise((resolve) => setImmediate(resolve));
    return false;
  }
}
