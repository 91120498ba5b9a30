/**
 * A random program as `fuzz/gen.py` writes it: objects that tasks share, and a tree of tasks made of steps.
 */
export interface Program {
  readonly seed: number;
  /** Virtual time, in milliseconds, from which the watchdog cancels whatever is left. */
  readonly horizon: number;
  readonly objects: Readonly<Record<string, SharedObject>>;
  readonly main: TaskSpec;
}

/** What one task does. */
export interface TaskSpec {
  readonly name: string;
  readonly body: readonly Step[];
  /** The value it returns; its name if there is none. */
  readonly value?: number;
}

export type SharedObject =
  | { readonly kind: 'queue'; readonly type: 'fifo' | 'lifo' | 'prio'; readonly maxsize: number }
  | { readonly kind: 'sem'; readonly value: number; readonly bounded: boolean }
  | { readonly kind: 'cond'; readonly lock: string | null }
  | { readonly kind: 'barrier'; readonly parties: number }
  | { readonly kind: 'var'; readonly default: number }
  | { readonly kind: 'lock' | 'event' | 'future' | 'cell' };

export type ErrorName = 'OwnA' | 'OwnB' | 'CancelledError' | 'TimeoutError';
export type Catch = 'cancel' | 'timeout' | 'own' | 'any' | 'base' | 'group' | 'queue';

interface On {
  /** The name of the task or object that the step is about. */
  readonly on: string;
}
interface Message {
  readonly msg: string | null;
}
interface Failure {
  readonly cls: ErrorName;
  readonly msg: string;
}
interface Block {
  readonly body: readonly Step[];
}

/** Steps that do not wait; callbacks of the loop may take them too. */
export interface SyncSteps {
  spawn: { readonly spec: TaskSpec };
  group_spawn: On & { readonly spec: TaskSpec };
  cancel: On & Message;
  uncancel: Partial<On>;
  cancelling: object;
  whoami: object;
  read: On;
  result: On;
  exception: On;
  raise: Failure;
  put_nowait: On & { readonly value: number };
  get_nowait: On;
  task_done: On;
  qshutdown: On & { readonly immediate: boolean };
  release: On;
  event_set: On;
  event_clear: On;
  notify: On & { readonly n: number };
  notify_all: On;
  inc: On;
  fut_result: On & { readonly value: number };
  fut_error: On & Failure;
  var_set: On & { readonly value: number };
  var_get: On;
  var_reset: On;
  on_done: On;
  reschedule: On & { readonly ms: number | null };
  call_soon: On & CallbackSpec;
  call_later: On & CallbackSpec & { readonly ms: number };
  cancel_handle: On;
}

/** Steps that may wait. */
export interface WaitingSteps {
  sleep: { readonly ms: number };
  yield: object;
  await: On;
  shield: On & { readonly as: string };
  wait_for: On & { readonly ms: number };
  wait_for_block: Block & { readonly ms: number };
  gather: { readonly items: readonly (string | TaskSpec)[]; readonly rex: boolean; readonly as: string };
  wait: { readonly items: readonly string[]; readonly mode: ReturnWhen; readonly ms: number | null };
  as_completed: {
    readonly items: readonly string[];
    readonly ms: number | null;
    readonly style: 'iter' | 'aiter';
    readonly limit: number | null;
  };
  timeout: On & Block & { readonly ms: number | null; readonly at: boolean };
  group: On & Block;
  try: Block & { readonly handlers: readonly Handler[]; readonly final: readonly Step[] };
  repeat: Block & { readonly n: number };
  with: On & Block;
  acquire: On;
  put: On & { readonly value: number };
  get: On;
  join: On;
  event_wait: On;
  cond_wait: On;
  cond_wait_for: On & { readonly cell: string; readonly min: number };
  barrier_wait: On;
  barrier_reset: On;
  barrier_abort: On;
}

export type ReturnWhen = 'FIRST_COMPLETED' | 'FIRST_EXCEPTION' | 'ALL_COMPLETED';

export interface Handler {
  readonly catch: Catch;
  readonly body: readonly Step[];
  readonly then: 'swallow' | 'reraise';
}

export interface CallbackSpec {
  readonly steps: readonly Step[];
}

type StepsOf<Kinds> = { [Op in keyof Kinds]: { readonly op: Op } & Kinds[Op] }[keyof Kinds];
export type Step = StepsOf<SyncSteps> | StepsOf<WaitingSteps>;

/** `put q1`: how a step is named in the trace. */
export function labelOf(step: Step): string {
  return 'on' in step ? `${step.op} ${step.on ?? ''}` : step.op;
}
