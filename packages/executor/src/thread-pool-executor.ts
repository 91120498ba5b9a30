import { toConfig } from './check-options.ts';
import { BrokenThreadPool } from './errors.ts';
import type { WorkerOptions } from './options.ts';
import type { Runtime } from './runtime.ts';
import { ThreadHost } from './thread-host.ts';
import { CAPACITY } from './worker/cells.ts';
import { WorkerExecutor } from './worker-executor.ts';

/** Options of {@link ThreadPoolExecutor}. */
export interface ThreadPoolOptions extends WorkerOptions {
  /** The workers are called by this and a number; `ThreadPoolExecutor-0_1` by default. */
  readonly threadNamePrefix?: string | undefined;
  /**
   * How long a worker polls for its next task before it sleeps, in milliseconds; 0 by default. Something like 0.05
   * makes one task after the other several times as fast, and costs that much of a CPU after each.
   */
  readonly spin?: number | undefined;
}

// In flight, up to a millisecond of work: what has not begun can be taken back.
const TARGET = 1;

/** @internal */
export const THREADS: Runtime = {
  kind: 'thread',
  createHost: (setup, options, events) => new ThreadHost(setup, options, events),
  sharesMemory: true,
  target: TARGET,
  mostAhead: CAPACITY,
  Broken: BrokenThreadPool,
};

let made = 0;

/**
 * Runs tasks on worker threads, which are started when they are needed.
 *
 * @remarks
 * **Differs from Python.** A thread of Node is an isolate of its own: it shares no objects with the program, only
 * `SharedArrayBuffer`s, and truly runs in parallel. In that it is what Python calls an interpreter. It takes some
 * megabytes and some 30 ms to start, so that by default there are no more of them than CPUs.
 *
 * @example
 * ```ts
 * await using executor = new ThreadPoolExecutor({ maxWorkers: 2 });
 * await executor.submit((a: number, b: number) => a + b, 1, 2); // => 3
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#threadpoolexecutor | concurrent.futures.ThreadPoolExecutor}
 */
export class ThreadPoolExecutor extends WorkerExecutor {
  constructor(options: ThreadPoolOptions = {}) {
    const prefix = options.threadNamePrefix ?? `ThreadPoolExecutor-${made++}`;
    super(THREADS, toConfig(options, { prefix, onWorkerLost: 'replace', spin: options.spin }));
  }
}
