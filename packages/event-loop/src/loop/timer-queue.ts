import type { Runnable } from '@x/future/context';

/** Something due at a time. */
export interface TimerEntry extends Runnable {
  /** When it is due, on the loop's clock, in milliseconds. */
  readonly due: number;
  /** The bucket that the entry waits in; set by the queue. */
  bucket: Bucket | undefined;
}

/** Entries that are released together. */
export interface Bucket {
  readonly when: number;
  readonly entries: TimerEntry[];
  /** How many of the entries are still wanted. */
  live: number;
}

/**
 * The timers of a loop: those due within the same step of the clock share a bucket, and a small heap orders the
 * buckets. Thousands of timers in one second make no more than a thousand buckets.
 *
 * @remarks
 * **Order.** By deadline; equal ones in the order in which they were added.
 */
export class TimerQueue {
  readonly #buckets = new Map<number, Bucket>();
  readonly #heap: Bucket[] = [];
  #live = 0;

  /** How many entries wait and are not cancelled. */
  get size(): number {
    return this.#live;
  }

  /**
   * Adds an entry; `step` is the time at which it is released, `entry.due` or the end of the clock's step behind it.
   */
  add(entry: TimerEntry, step: number): void {
    this.#live += 1;
    let bucket = this.#buckets.get(step);
    if (bucket === undefined) {
      bucket = { when: step, entries: [], live: 0 };
      this.#buckets.set(step, bucket);
      this.#push(bucket);
    }
    bucket.entries.push(entry);
    bucket.live += 1;
    entry.bucket = bucket;
  }

  /** Takes an entry out; nothing happens when it is not in. */
  remove(entry: TimerEntry): void {
    const { bucket } = entry;
    if (bucket === undefined) return;
    entry.bucket = undefined;
    this.#live -= 1;
    bucket.live -= 1;
    // A bucket stays in the heap until it is the first, but must not hold what was cancelled.
    if (bucket.live === 0) bucket.entries.length = 0;
    else if (bucket.entries.length > 100 && bucket.entries.length > 2 * bucket.live) dropCancelled(bucket);
    if (this.#heap.length > 100 && this.#heap.length > 2 * this.#live) this.#compact();
  }

  /** The earliest deadline; `undefined` when nothing waits. */
  next(): number | undefined {
    let first = this.#heap[0];
    while (first?.live === 0) {
      this.#buckets.delete(first.when);
      this.#pop();
      first = this.#heap[0];
    }
    return first?.when;
  }

  /** Moves the entries due by `now` to the end of `ready`. */
  release(now: number, ready: { push(entry: Runnable): void }): void {
    for (let when = this.next(); when !== undefined && when <= now; when = this.next()) {
      const bucket = this.#pop();
      this.#buckets.delete(when);
      if (bucket.entries.length > 1) bucket.entries.sort((a, b) => a.due - b.due);
      for (const entry of bucket.entries) {
        if (entry.bucket !== bucket) continue;
        entry.bucket = undefined;
        this.#live -= 1;
        ready.push(entry);
      }
    }
  }

  #compact(): void {
    const wanted = this.#heap.filter((bucket) => bucket.live > 0);
    for (const bucket of this.#heap) if (bucket.live === 0) this.#buckets.delete(bucket.when);
    // A sorted array is a heap.
    wanted.sort((a, b) => a.when - b.when);
    this.#heap.splice(0, this.#heap.length, ...wanted);
  }

  #push(bucket: Bucket): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(bucket);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Bucket;
      if (above.when <= bucket.when) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = bucket;
  }

  #pop(): Bucket {
    const heap = this.#heap;
    const first = heap[0] as Bucket;
    const last = heap.pop() as Bucket;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && (heap[child + 1] as Bucket).when < (heap[child] as Bucket).when) child += 1;
      if ((heap[child] as Bucket).when >= last.when) break;
      heap[at] = heap[child] as Bucket;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

function dropCancelled(bucket: Bucket): void {
  const wanted = bucket.entries.filter((entry) => entry.bucket === bucket);
  bucket.entries.splice(0, bucket.entries.length, ...wanted);
}
