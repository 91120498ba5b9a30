import { Deque } from '@x/future/context';
import type { TaskFuture } from './task-future.ts';

type Task = TaskFuture<unknown>;

/**
 * The tasks that no worker has: first in, first out, within each priority.
 *
 * @internal
 */
export class TaskQueue {
  // Nearly always the only one.
  readonly #plain = new Deque<Task>();
  #others: { readonly priority: number; readonly tasks: Deque<Task> }[] = [];
  #size = 0;
  #withdrawn = 0;

  /** How many tasks wait. */
  get size(): number {
    return this.#size;
  }

  push(task: Task): void {
    // Thousands of cancelled tasks behind a long one would keep their memory for as long.
    if (this.#withdrawn > 1_000 && this.#withdrawn > this.#size) this.#sweep();
    this.#of(task.note?.priority ?? 0).push(task);
    this.#size++;
  }

  /** Puts tasks that come back at the head, in their order. */
  restore(tasks: readonly Task[]): void {
    for (const task of tasks.toReversed()) {
      task.worker = undefined;
      this.#of(task.note?.priority ?? 0).unshift(task);
    }
    this.#size += tasks.length;
  }

  /** The next task to run, those that were cancelled meanwhile left out. */
  shift(): Task | undefined {
    for (;;) {
      const task = this.#next();
      if (task === undefined) return undefined;
      if (task.done()) {
        this.#withdrawn--;
        continue;
      }
      this.#size--;
      return task;
    }
  }

  /** Says that a task in here is cancelled: it is dropped when its turn comes. */
  forget(): void {
    this.#size--;
    this.#withdrawn++;
  }

  /** Takes everything out. */
  takeAll(): Task[] {
    const all: Task[] = [];
    for (let task = this.shift(); task !== undefined; task = this.shift()) all.push(task);
    return all;
  }

  #next(): Task | undefined {
    if (this.#others.length === 0) return this.#plain.shift();
    for (const { priority, tasks } of this.#others) {
      if (priority < 0) break;
      if (tasks.size > 0) return tasks.shift();
    }
    return this.#plain.shift() ?? this.#others.find(({ tasks }) => tasks.size > 0)?.tasks.shift();
  }

  #of(priority: number): Deque<Task> {
    if (priority === 0) return this.#plain;
    const found = this.#others.find((one) => one.priority === priority);
    if (found !== undefined) return found.tasks;
    const tasks = new Deque<Task>();
    this.#others.push({ priority, tasks });
    this.#others.sort((a, b) => b.priority - a.priority);
    return tasks;
  }

  #sweep(): void {
    const live = this.takeAll();
    this.#others = [];
    for (const task of live) this.push(task);
  }
}
