import type { Writable } from 'node:stream';
import type { Transferable } from 'node:worker_threads';
import type { OnWorkerLost } from './config.ts';
import type { ResourceLimits } from './host.ts';
import type { AnyFunction } from './task-function.ts';

/** What one call of {@link WorkerExecutor.submitWith} asks for besides its function and arguments. */
export interface SubmitOptions {
  /** Aborts the task: cancels it while it is pending; tells it, through `taskContext().signal`, while it runs. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Ends the worker of a running task that was aborted: `true` at once, a number after so many milliseconds. Without
   * it an aborted task may go on for as long as it likes.
   */
  readonly force?: boolean | number | undefined;
  /** Longest running time of the task, in milliseconds, from its beginning in the worker. Beyond it the worker is replaced. */
  readonly timeout?: number | undefined;
  /** Buffers and ports that are moved to the worker, not copied. They are detached when the call returns. */
  readonly transfer?: readonly Transferable[] | undefined;
  /** Higher runs first; 0 by default. */
  readonly priority?: number | undefined;
  /** Called with each value that the task gives to `taskContext().report()`. */
  readonly onProgress?: ((value: unknown) => void) | undefined;
  /** A name for the task: `taskContext().taskName`, and in diagnostics. */
  readonly name?: string | undefined;
}

/** Options of {@link WorkerExecutor.submitChunk}. */
export interface ChunkOptions extends SubmitOptions {
  /** Go on after a row that failed; `false` by default. */
  readonly goOn?: boolean | undefined;
}

/** How {@link Executor.mapWith} reads, groups and waits. */
export interface MapOptions {
  /** Longest time for all results together, in milliseconds from the call. */
  readonly timeout?: number | undefined;
  /** How many calls travel to a worker as one; 1 by default. */
  readonly chunksize?: number | undefined;
  /** How many calls may be submitted and not yet yielded. Needed for endless and for async input. */
  readonly buffersize?: number | undefined;
}

/** How an executor starts and keeps its workers. */
export interface WorkerOptions {
  /** How many workers there may be; the number of CPUs that can be used by default. */
  readonly maxWorkers?: number | undefined;
  /** How many workers to start at once, and keep; 0 by default. See {@link WorkerExecutor.ready}. */
  readonly minWorkers?: number | undefined;
  /** A worker idle for so many milliseconds is let go; never by default. */
  readonly idleTimeout?: number | undefined;
  /** How many tasks a worker runs before it is replaced; no limit by default. A chunk counts as one. */
  readonly maxTasksPerChild?: number | undefined;
  /** A worker that uses more than so many bytes is replaced between two tasks; no limit by default. */
  readonly maxMemory?: number | undefined;
  /** Limits of each worker's memory, in megabytes; beyond them it dies. */
  readonly resourceLimits?: ResourceLimits | undefined;
  /**
   * What a worker costs that ends before its task does: the whole executor (`break`, as in Python; the default of
   * processes), or only that task (`replace`; the default of threads).
   */
  readonly onWorkerLost?: OnWorkerLost | undefined;
  /**
   * Whether self-contained functions are sent to the workers as source; `true` by default. With `false` only the
   * functions of task modules run there: nothing but what stands in files.
   */
  readonly sourceTasks?: boolean | undefined;
  /** Runs in each worker before its first task. If it fails, the executor is broken. */
  readonly initializer?: AnyFunction | undefined;
  /** The arguments of `initializer`. */
  readonly initargs?: readonly unknown[] | undefined;
  /** Runs in each worker before it leaves of its own accord; without arguments. */
  readonly finalizer?: AnyFunction | undefined;
  /** The environment of the workers; a copy of the program's by default. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Flags of Node for the workers; those of the program by default. */
  readonly execArgv?: readonly string[] | undefined;
  /** Where workers print to; the program's own by default. */
  readonly stdout?: Writable | undefined;
  readonly stderr?: Writable | undefined;
}
