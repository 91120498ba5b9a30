/** What a task does between two events. */
export type TaskState = 'ready' | 'running' | 'waiting';

/** How a task ended. */
export type TaskOutcome = 'finished' | 'failed' | 'cancelled';

/** How a line of output is meant. */
export type PrintLevel = 'log' | 'warn' | 'error';

interface At {
  /** Virtual time, in milliseconds. */
  readonly time: number;
}

export interface TaskMade extends At {
  readonly kind: 'task';
  readonly id: number;
  readonly name: string;
  /** The task that made it. */
  readonly parent?: number | undefined;
}

export interface TaskRenamed extends At {
  readonly kind: 'renamed';
  readonly id: number;
  readonly name: string;
}

export interface StateChanged extends At {
  readonly kind: 'state';
  readonly id: number;
  readonly state: TaskState;
  /** What a waiting task waits for. */
  readonly waitsFor?: string | undefined;
  /** The line of the program. */
  readonly line?: number | undefined;
}

export interface CancelAsked extends At {
  readonly kind: 'cancel';
  readonly id: number;
}

export interface TaskEnded extends At {
  readonly kind: 'end';
  readonly id: number;
  readonly outcome: TaskOutcome;
  /** The result or the error. */
  readonly text: string;
}

/** A queue, a lock or another thing that tasks share. */
export interface ResourceMade extends At {
  readonly kind: 'resource';
  readonly id: number;
  readonly type: string;
  readonly name: string;
  /** The most that it holds; `undefined` for any number. */
  readonly capacity?: number | undefined;
}

export interface LevelChanged extends At {
  readonly kind: 'level';
  readonly id: number;
  /** How much it holds. */
  readonly level: number;
  /** It, as text. */
  readonly text: string;
}

export interface Printed extends At {
  readonly kind: 'print';
  readonly level: PrintLevel;
  readonly text: string;
  /** The task that printed it. */
  readonly task?: number | undefined;
}

/** One thing that happened while a program ran, in order. */
export type TraceEvent =
  TaskMade | TaskRenamed | StateChanged | CancelAsked | TaskEnded | ResourceMade | LevelChanged | Printed;

/** An error that ended a program, and the lines that it tells of. */
export interface Failure {
  readonly text: string;
  /** Lines of the program, the innermost first. */
  readonly lines: readonly number[];
}

/** What the page tells the worker. */
export type Command = { readonly type: 'run'; readonly text: string } | { readonly type: 'ping' };

/** What the worker tells the page. */
export type Report =
  | { readonly type: 'event'; readonly event: TraceEvent }
  | { readonly type: 'pong' }
  | { readonly type: 'limit'; readonly events: number }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'done' };
