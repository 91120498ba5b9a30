import { toConfig } from './check-options.ts';
import { BrokenInterpreterPool } from './errors.ts';
import { THREADS, type ThreadPoolOptions } from './thread-pool-executor.ts';
import { WorkerExecutor } from './worker-executor.ts';

let made = 0;

/**
 * A {@link ThreadPoolExecutor} under the name that says what it is: each of its threads has an interpreter of its own.
 *
 * @see Python: {@link https://docs.python.org/3/library/concurrent.futures.html#interpreterpoolexecutor | concurrent.futures.InterpreterPoolExecutor}
 */
export class InterpreterPoolExecutor extends WorkerExecutor {
  constructor(options: ThreadPoolOptions = {}) {
    const prefix = options.threadNamePrefix ?? `InterpreterPoolExecutor-${made++}`;
    const kind = { prefix, onWorkerLost: 'replace', spin: options.spin } as const;
    super({ ...THREADS, Broken: BrokenInterpreterPool }, toConfig(options, kind));
  }
}
