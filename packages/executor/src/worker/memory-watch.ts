import { getHeapStatistics } from 'node:v8';
import { isMainThread } from 'node:worker_threads';
import type { Channel } from './channel.ts';
import { MEMORY } from './protocol.ts';

// Asking takes microseconds, which is more than a small task.
const INTERVAL = 100;

/** Tells the executor, once, when the worker uses more than its share of memory. */
export class MemoryWatch {
  readonly #limit: number;
  readonly #channel: Channel;
  #next = 0;

  constructor(limit: number, channel: Channel) {
    this.#limit = limit;
    this.#channel = channel;
  }

  look(): void {
    const now = performance.now();
    if (now < this.#next) return;
    this.#next = now + INTERVAL;
    const used = memoryInUse();
    if (used <= this.#limit) return;
    this.#next = Infinity;
    this.#channel.post([MEMORY, used]);
  }
}

// Threads share the process's resident set, so only their own heap and buffers count.
function memoryInUse(): number {
  if (isMainThread) return process.memoryUsage.rss();
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}
