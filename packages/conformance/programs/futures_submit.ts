/** Errands on threads, and four ways to collect them. */
import { ThreadPoolExecutor } from '@x/executor';
import { asCompleted, FIRST_COMPLETED, FIRST_EXCEPTION, type Future, TimeoutError, wait } from '@x/future';
import { type Print, typeName } from './py-print.ts';

function errand(place: string, minutes: number): string {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, minutes * 20);
  if (place === 'bank') throw new Error(place);
  return `${place} in ${minutes}`;
}

/** Returns when so many threads are in it. */
function meet(seats: Int32Array, all: number): void {
  Atomics.add(seats, 0, 1);
  Atomics.notify(seats, 0);
  for (let seen = Atomics.load(seats, 0); seen < all; seen = Atomics.load(seats, 0)) Atomics.wait(seats, 0, seen);
}

type Book = Map<Future<string>, string>;

function names(futures: Iterable<Future<string>>, book: Book): string {
  return (
    Array.from(futures, (future) => book.get(future))
      .sort()
      .join(' ') || '-'
  );
}

export async function main(print: Print): Promise<void> {
  const pool = new ThreadPoolExecutor({ maxWorkers: 4 });

  function send(plan: Record<string, number>): Book {
    return new Map(Object.entries(plan).map(([place, minutes]) => [pool.submit(errand, place, minutes), place]));
  }

  let book: Book;
  {
    await using _ = pool;
    // A thread takes a while to start: all four are there before the races begin.
    const seats = new Int32Array(new SharedArrayBuffer(4));
    await wait([1, 2, 3, 4].map(() => pool.submit(meet, seats, 4)));
    const future = pool.submit(errand, 'shop', 2);
    print('one:', await future, future.done(), future.exception());
    const places = ['post', 'park', 'pool', 'left out'];
    print('map:', await Array.fromAsync(pool.map(errand, places, [9, 1, 5])));
    book = send({ mill: 12, farm: 4, bank: 8, lake: 1 });
    for await (const future of asCompleted(book.keys())) {
      print('came:', book.get(future), future.exception() ? 'failed' : 'fine');
    }
    for (const returnWhen of [FIRST_COMPLETED, FIRST_EXCEPTION] as const) {
      book = send({ tower: 18, inn: 4, bank: 10 });
      const { done, notDone } = await wait(book.keys(), { returnWhen });
      print(returnWhen, 'done', names(done, book), '/ open', names(notDone, book));
      await wait(book.keys());
    }
    book = send({ near: 2, far: 16 });
    const { done, notDone } = await wait(book.keys(), { timeout: 160 });
    print('timeout: done', names(done, book), '/ open', names(notDone, book));
    try {
      for await (const future of asCompleted(book.keys(), { timeout: 40 })) {
        print('as_completed:', book.get(future));
      }
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      print(typeName(error));
    }
  }
  print(
    'after the block:',
    [...book.keys()].every((future) => future.done()),
  );
}
