/**
 * What an executor and its workers say to each other. Each message is one flat array that starts with one of these
 * numbers: cloning a flat array costs a fraction of cloning an array of objects.
 */

/**
 * To the worker: `[RUN, first, definitions, notes, ...groups]`. A group is tasks in a row with the same function and number
 * of arguments: `function, number of arguments, count of tasks, ...arguments`.
 */
export const RUN = 0;
/** To the worker: `[ABORT, seq, reason]`; the reason is encoded like an error. */
export const ABORT = 1;
/** To the worker: `[EXIT]`; end when what was sent before is done. */
export const EXIT = 2;

/**
 * From the worker: `[DONE, milliseconds, count of tasks, ...groups]`. A group is the results of tasks in a row: `seq, count,
 * ...values`; or a failure: `seq, -1, encoded error`.
 */
export const DONE = 10;
/** From the worker: `[READY]`; initialized. */
export const READY = 11;
/** From the worker: `[REFUSED, error]`; the initializer failed. */
export const REFUSED = 12;
/** From the worker: `[BEGAN, seq]`; only for tasks whose note asks for it. */
export const BEGAN = 13;
/** From the worker: `[PROGRESS, seq, value]`. */
export const PROGRESS = 14;
/** From the worker: `[STRAY, error]`; thrown outside any running task. */
export const STRAY = 15;
/** From the worker: `[MEMORY, bytes]`; it has grown beyond its limit. */
export const MEMORY = 16;
/** From a worker thread: `[GONE, exit code]`; it is ending. */
export const GONE = 18;
/** From the worker: `[UNREADABLE]`; a message arrived that could not be read. */
export const UNREADABLE = 17;

export type Message = readonly unknown[];

/** Where a worker finds a task function: an export of a module, or source text. */
export type Definition =
  | { readonly kind: 'module'; readonly url: string; readonly name: string }
  | { readonly kind: 'source'; readonly source: string; readonly name: string };

/** What few tasks need, kept apart so that the others do not pay for it. */
export interface Note {
  /** The task is a chunk of so many calls. */
  readonly rows?: number | undefined;
  /** In a chunk, the number of arguments of each call; missing when each row is an array of its own. */
  readonly width?: number | undefined;
  /** In a chunk, the arguments are numbers, in one array of bytes: see `packed-numbers.ts`. */
  readonly packed?: boolean | undefined;
  /** In a chunk, go on after a row that fails. */
  readonly goOn?: boolean | undefined;
  /** The name given to `submitWith`. */
  readonly name?: string | undefined;
  /** Say when it begins. */
  readonly tell?: boolean | undefined;
  /** Somebody listens to `report()`. */
  readonly listen?: boolean | undefined;
  /** Needs a context of its own: it can be aborted, reports or has a name. */
  readonly own?: boolean | undefined;
}

/** One call that is sent apart from the stream of tasks: the initializer or the finalizer. */
export interface Call {
  readonly definition: Definition;
  readonly args: readonly unknown[];
}

/** What a worker is told when it starts. */
export interface Setup {
  /** The worker's name, as `ThreadPoolExecutor-0_1`. */
  readonly name: string;
  /** Its number in the executor, from 0. */
  readonly workerId: number;
  /** Shared cells, on threads. */
  readonly cells?: SharedArrayBuffer | undefined;
  /** Rung after each message to the executor, on threads: see `bell.ts`. */
  readonly bell?: SharedArrayBuffer | undefined;
  /** Rung after each message to the worker, where it polls for them. */
  readonly knocker?: SharedArrayBuffer | undefined;
  readonly initializer?: Call | undefined;
  readonly finalizer?: Call | undefined;
  /** Hand each result over before the next task begins, so that a dying worker loses none. */
  readonly promptly: boolean;
  /** How long to poll for the next task before sleeping, in milliseconds; 0 not at all. */
  readonly spin: number;
  /** Report when the memory in use exceeds this many bytes. */
  readonly maxMemory?: number | undefined;
}
