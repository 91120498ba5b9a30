import { Task } from '@x/event-loop';
import { FutureWait, Wait, type Runnable, type Scope } from '@x/future/context';
import type { Observer } from '../runtime/scoped.ts';
import type { PrintLevel, TaskState, TraceEvent } from '../trace.ts';
import { outcomeOf, type Outcome } from './describe-outcome.ts';
import { Resources, type Resource } from './resources.ts';

/** What is known of a task. */
interface Known {
  /** 0 for one of the toolkit's own making, which is not told of. */
  readonly id: number;
  state: TaskState | 'ended' | undefined;
  /** Where it awaited last. */
  line: number | undefined;
  /** How many turns it has in the loop's queue. */
  turns: number;
  name: string;
}

/** `Omit` for each member of a union. */
type Untimed<E> = E extends unknown ? Omit<E, 'time'> : never;

/**
 * Writes down what happens while a program runs.
 *
 * @remarks
 * A task that gives way may go on a microtask later. So it is said to wait only when something else happens.
 */
export class Recorder implements Observer {
  readonly #emit: (event: TraceEvent) => void;
  readonly #tasks = new WeakMap<Task<unknown>, Known>();
  readonly #resources = new Resources();
  readonly #sources = new WeakMap<Wait<unknown>, string>();
  #made = 0;
  #clock: () => number = () => 0;
  /** The end of the loops before: their time goes on in the next. */
  #base = 0;
  /** Whether a runner is cleaning up: a task that nobody made then is its own. */
  isClosing = false;
  #current: Task<unknown> | undefined;
  #enteredAt = 0;
  /** The tasks whose code is on the stack, innermost last. */
  readonly #stack: (Task<unknown> | undefined)[] = [];

  constructor(emit: (event: TraceEvent) => void) {
    this.#emit = emit;
  }

  /** Virtual time since the start of the program, in milliseconds. */
  get time(): number {
    return this.#base + this.#clock();
  }

  /** The line where a task awaits. */
  lineOf(task: Task<unknown>): number | undefined {
    return this.#tasks.get(task)?.line;
  }

  /** A loop begins: its time follows that of the one before. */
  useClock(clock: () => number): void {
    this.#base = this.time;
    this.#clock = clock;
  }

  enter(scope: Scope, line: number): void {
    const task = taskOf(scope);
    const outer = this.#stack.at(-1);
    this.#stack.push(task);
    if (task === undefined) return;
    const known = this.#know(task);
    // One that starts another at once goes on running behind it.
    if (this.#current !== task && this.#current !== outer) this.#settle();
    this.#current = task;
    this.#enteredAt = this.time;
    if (known.state !== 'running') this.#setState(known, { state: 'running', line: line || known.line });
  }

  exit(): void {
    this.#stack.length -= 1;
    const outer = this.#stack.at(-1);
    if (outer !== undefined && outer !== this.#current) {
      this.#settle();
      this.#current = outer;
      this.#enteredAt = this.time;
    }
    this.#sample();
  }

  awaits(scope: Scope, line: number): void {
    const task = taskOf(scope);
    if (task !== undefined) this.#know(task).line = line;
  }

  /** Something was put into the loop's queue. */
  enqueued(entry: Runnable): void {
    const task = entry instanceof Wait ? entry.scope?.task : entry;
    if (!(task instanceof Task)) return;
    const known = this.#know(task);
    // What wakes its own wait goes on running.
    if (this.#stack.includes(task) || known.state === 'ready') return;
    if (this.#current === task) this.#settle();
    this.#setState(known, { state: 'ready' });
  }

  turned(task: Task<unknown>, change: 1 | -1): void {
    this.#know(task).turns += change;
  }

  cancelAsked(task: Task<unknown>): void {
    if (!task.done()) this.#push({ kind: 'cancel', id: this.#know(task).id });
  }

  renamed(task: Task<unknown>): void {
    const known = this.#tasks.get(task);
    const name = task.getName();
    if (known === undefined || known.name === name) return;
    known.name = name;
    this.#push({ kind: 'renamed', id: known.id, name });
  }

  ended(task: Task<unknown>, outcome: Outcome): void {
    const known = this.#know(task);
    if (known.state === 'ended') return;
    known.state = 'ended';
    if (this.#current === task) this.#current = undefined;
    this.#push({ kind: 'end', id: known.id, ...outcome });
  }

  printed(level: PrintLevel, text: string): void {
    const task = this.#stack.at(-1);
    this.#push({ kind: 'print', level, text, task: task && this.#know(task).id });
  }

  /** A queue, a lock or the like was made. */
  watch(resource: Resource): void {
    this.#resources.add(resource);
  }

  named(name: string, value: object): void {
    this.#resources.name(value, name);
  }

  /** A task begins a wait in a call of a method of a resource. */
  beginsWait(wait: Wait<unknown>): void {
    const resource = this.#resources.inCall;
    if (resource !== undefined) this.#sources.set(wait, this.#resources.nameOf(resource));
  }

  /** Calls a method of a resource: waits that begin meanwhile are waits for it. */
  during<R>(resource: object, call: () => R): R {
    return this.#resources.during(resource, call);
  }

  /** Nothing more happens: says where the last task stands. */
  finish(): void {
    this.#settle();
    this.#sample();
  }

  #know(task: Task<unknown>): Known {
    const known = this.#tasks.get(task);
    if (known !== undefined) return known;
    const name = task.getName();
    const maker = this.#stack.findLast((one) => one !== task);
    const isHidden = this.isClosing && maker === undefined;
    const id = isHidden ? 0 : ++this.#made;
    const made: Known = { id, state: undefined, line: undefined, turns: 0, name };
    this.#tasks.set(task, made);
    this.#push({ kind: 'task', id, name, parent: maker && this.#know(maker).id });
    return made;
  }

  /** Says what became of the task that ran last. */
  #settle(): void {
    const task = this.#current;
    if (task === undefined) return;
    this.#current = undefined;
    if (task.done()) {
      this.ended(task, outcomeOf(task));
      return;
    }
    const known = this.#know(task);
    const waits = task.waits.map((wait) => this.#describe(wait));
    const isReady = waits.length === 0 && known.turns > 0;
    const state = isReady
      ? { state: 'ready' as const }
      : { state: 'waiting' as const, waitsFor: waits.join(', ') || 'a promise' };
    this.#setState(known, { ...state, line: known.line }, this.#enteredAt);
  }

  #setState(
    known: Known,
    change: { state: TaskState; waitsFor?: string; line?: number | undefined },
    time?: number,
  ): void {
    known.state = change.state;
    this.#push({ kind: 'state', id: known.id, ...change }, time);
  }

  #describe(wait: Wait<unknown>): string {
    const source = this.#sources.get(wait);
    if (source !== undefined) return `${source}.${wait.label.replace(/^\w+\./, '')}`;
    if (!(wait instanceof FutureWait)) return wait.label;
    const { future } = wait as FutureWait<unknown>;
    if (future instanceof Task) return `task '${(future as Task<unknown>).getName()}'`;
    return 'children' in future ? 'gather()' : 'a future';
  }

  #push(event: Untimed<TraceEvent>, time = this.time): void {
    // Time has passed: what ran last stopped before.
    if (this.#current !== undefined && this.#enteredAt < time && !this.#stack.includes(this.#current)) this.#settle();
    this.#sample();
    if (!('id' in event) || event.id !== 0) this.#emit({ ...event, time });
  }

  #sample(): void {
    const { time } = this;
    for (const event of this.#resources.changes()) this.#emit({ ...event, time });
  }
}

function taskOf({ task }: Scope): Task<unknown> | undefined {
  return task instanceof Task ? (task as Task<unknown>) : undefined;
}
