/** What a task function can learn and say while it runs in a worker. */
export interface TaskContext {
  /**
   * Aborted when the caller's signal is, or when the task has to make way: look at `signal.aborted` between steps, or
   * pass the signal on. On threads a synchronous loop sees it too; on processes only code that awaits does.
   */
  readonly signal: AbortSignal;
  /** The name given to `submitWith`. */
  readonly taskName: string | undefined;
  /** The worker's name, as in `ThreadPoolExecutor-0_1`; `main` outside a worker. */
  readonly name: string;
  /** The worker's number in its executor, from 0; `undefined` outside a worker. */
  readonly workerId: number | undefined;
  /** Sends a value to the `onProgress` callback of the task's caller; does nothing when there is none. */
  readonly report: (value: unknown) => void;
}

// Shared by all copies of this module in a thread: the worker's own, and the one that the task module imports.
const KEY = Symbol.for('@x/executor.context');
const shared = globalThis as { [KEY]?: () => TaskContext };

let outside: TaskContext | undefined;

/**
 * The context of the running task. Outside a worker it is inert, so that a task function can be called directly: its
 * signal never aborts and `report()` does nothing.
 *
 * @remarks
 * Call it in the task itself, not in a timer that outlives the task.
 *
 * @example
 * ```ts
 * export function search(words: string[]) {
 *   const { signal, report } = taskContext();
 *   for (const [index, word] of words.entries()) {
 *     signal.throwIfAborted();
 *     report(index / words.length);
 *     look(word);
 *   }
 * }
 * ```
 */
export function taskContext(): TaskContext {
  return shared[KEY]?.() ?? (outside ??= inert());
}

/** Worker runtime: says how this thread finds the context of its task. */
export function provideTaskContext(current: () => TaskContext): void {
  shared[KEY] = current;
}

function inert(): TaskContext {
  return {
    signal: new AbortController().signal,
    taskName: undefined,
    name: 'main',
    workerId: undefined,
    report: () => undefined,
  };
}
