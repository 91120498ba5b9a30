import {
  ContextVar,
  type EventLoop,
  type Future,
  type Handle,
  type Task,
  type TaskGroup,
  type Timeout,
} from '@x/event-loop';
import { LifoQueue, PriorityQueue, Queue } from '@x/queue';
import { Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore } from '@x/sync';
import { Absent } from './errors.ts';
import type { SharedObject } from './program.ts';

/** A counter that tasks share. */
export interface Cell {
  count: number;
}

export type Lockable = Lock | Semaphore | Condition;
type Thing = Lockable | Queue<number> | Event | Barrier | ContextVar<number> | Future<number> | Cell;

/** Everything that a program calls by name. */
export class World {
  readonly tasks: Map<string, Task<unknown>> = new Map();
  readonly futures: Map<string, Future<unknown>> = new Map();
  readonly handles: Map<string, Handle> = new Map();
  readonly timeouts: Map<string, Timeout> = new Map();
  readonly groups: Map<string, TaskGroup> = new Map();
  readonly #kinds: Readonly<Record<string, SharedObject>>;
  readonly #objects = new Map<string, Thing>();

  constructor(kinds: Readonly<Record<string, SharedObject>>, loop: EventLoop) {
    this.#kinds = kinds;
    for (const [name, spec] of Object.entries(kinds)) this.#objects.set(name, this.#make(name, spec, loop));
  }

  /** A shared object; the generator has seen to it that the name is of the right kind. */
  // One type for what comes out of a table, chosen by the caller who knows the program.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  object<T extends Thing>(name: string): T {
    return this.#objects.get(name) as T;
  }

  /** A task or future that the program may wait for. */
  waitable(name: string): Task<unknown> | Future<unknown> {
    return this.tasks.get(name) ?? lookup(this.futures, name);
  }

  /** Those of the names that exist; skips the step when none does. */
  waitables(names: readonly string[]): (Task<unknown> | Future<unknown>)[] {
    const found = names.flatMap((name) => this.tasks.get(name) ?? this.futures.get(name) ?? []);
    if (found.length === 0) throw new Absent();
    return found;
  }

  nameOf(future: unknown): string {
    for (const [name, other] of [...this.tasks, ...this.futures]) if (other === future) return name;
    return '?';
  }

  namesOf(futures: Iterable<unknown>): string {
    const names = Array.from(futures, (future) => this.nameOf(future));
    return `[${names.sort().join(', ')}]`;
  }

  /** The visible state of a task or object. */
  read(name: string): unknown {
    const task = this.tasks.get(name);
    if (task !== undefined) return [task.done(), task.cancelled(), task.cancelling()];
    switch (this.#kinds[name]?.kind) {
      case 'queue': {
        const queue = this.object<Queue<number>>(name);
        return [queue.qsize(), queue.empty(), queue.full()];
      }
      case 'event':
        return this.object<Event>(name).isSet();
      case 'barrier': {
        const barrier = this.object<Barrier>(name);
        return [barrier.nWaiting, barrier.broken];
      }
      case 'lock':
      case 'sem':
      case 'cond':
        return this.object<Lockable>(name).locked();
      case 'future':
      case 'var':
      case 'cell':
      case undefined: {
        const future = lookup(this.futures, name);
        return [future.done(), future.cancelled()];
      }
    }
  }

  #make(name: string, spec: SharedObject, loop: EventLoop): Thing {
    switch (spec.kind) {
      case 'queue': {
        const Kind = { fifo: Queue<number>, lifo: LifoQueue<number>, prio: PriorityQueue<number> }[spec.type];
        return new Kind(spec.maxsize);
      }
      case 'sem':
        return new (spec.bounded ? BoundedSemaphore : Semaphore)(spec.value);
      case 'cond':
        return spec.lock === null ? new Condition() : new Condition({ lock: this.object<Lock>(spec.lock) });
      case 'lock':
        return new Lock();
      case 'event':
        return new Event();
      case 'barrier':
        return new Barrier(spec.parties);
      case 'var':
        return new ContextVar(name, { default: spec.default });
      case 'cell':
        return { count: 0 };
      case 'future': {
        const future = loop.createFuture<number>();
        this.futures.set(name, future);
        return future;
      }
    }
  }
}

/** The entry of that name; skips the step when there is none. */
export function lookup<T>(table: ReadonlyMap<string, T>, name: string): T {
  const found = table.get(name);
  if (found === undefined) throw new Absent();
  return found;
}
