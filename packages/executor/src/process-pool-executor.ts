import { Broker } from './broker.ts';
import { toConfig } from './check-options.ts';
import { BrokenProcessPool } from './errors.ts';
import { checkOneOf } from './arguments.ts';
import type { WorkerOptions } from './options.ts';
import { ProcessHost } from './process-host.ts';
import type { Runtime } from './runtime.ts';
import { WorkerExecutor } from './worker-executor.ts';

/** Options of {@link ProcessPoolExecutor}. */
export interface ProcessPoolOptions extends WorkerOptions {
  /** The workers are called by this and a number; `ProcessPoolExecutor-0_1` by default. */
  readonly processNamePrefix?: string | undefined;
  /**
   * Lets a thread of its own talk to the workers from the first one on, so that `resultSync()` and the like work for
   * every future; `false` by default. Without it that thread comes with the first blocking call, which cannot wait for a
   * task that was sent before.
   */
  readonly blocking?: boolean | undefined;
  /** How processes are started. Node knows one way. */
  readonly context?: 'spawn' | undefined;
}

// What is in flight cannot be taken back: little, so that nothing waits long behind it.
const TARGET = 0.2;
// Of ten thousand tiny tasks about 250 wait behind a long one so, and a thousand without; fewer would cost speed.
const MOST_AHEAD = 256;

const PROCESSES: Runtime = {
  kind: 'process',
  createHost: (setup, options, events) => new ProcessHost(setup, options, events),
  createBroker: (bell, options) => new Broker(bell, options),
  sharesMemory: false,
  target: TARGET,
  mostAhead: MOST_AHEAD,
  Broken: BrokenProcessPool,
};

let made = 0;

/**
 * Runs tasks in child processes, which are started when they are needed: for work that must not bring the program
 * down, whatever happens to it.
 *
 * @remarks
 * A task counts as running, and can no longer be cancelled, once it is sent to its worker; that is at most some 200 µs
 * of work ahead. Ctrl-C is ignored by the workers: the program decides what becomes of them.
 *
 * @example
 * ```ts
 * const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));
 * await using executor = new ProcessPoolExecutor({ maxWorkers: 4 });
 * await executor.submit(work.fib, 30); // => 832040
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#processpoolexecutor | concurrent.futures.ProcessPoolExecutor}
 */
export class ProcessPoolExecutor extends WorkerExecutor {
  constructor(options: ProcessPoolOptions = {}) {
    checkOneOf('context', options.context, ['spawn']);
    const prefix = options.processNamePrefix ?? `ProcessPoolExecutor-${made++}`;
    super(PROCESSES, toConfig(options, { prefix, onWorkerLost: 'break', isBlocking: options.blocking }));
  }
}
