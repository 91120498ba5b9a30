import type { Task } from './task.ts';

/** A task as a link of the list that it is in. */
export interface TaskLink {
  previous: TaskLink | undefined;
  next: TaskLink | undefined;
  readonly value: Task<unknown> | undefined;
}

/** The tasks of a loop that are not done, in the order in which they were made: each is a link of the list itself. */
export class TaskList implements Iterable<Task<unknown>> {
  readonly #head: TaskLink = { previous: undefined, next: undefined, value: undefined };
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(link: TaskLink): void {
    const last = this.#head.previous ?? this.#head;
    link.previous = last;
    last.next = link;
    this.#head.previous = link;
    this.#size += 1;
  }

  /** Takes a task out; nothing happens when it is not in. */
  delete(link: TaskLink): void {
    const { previous, next } = link;
    if (previous === undefined) return;
    previous.next = next;
    (next ?? this.#head).previous = previous;
    link.previous = undefined;
    link.next = undefined;
    this.#size -= 1;
  }

  *[Symbol.iterator](): Iterator<Task<unknown>> {
    for (let link = this.#head.next; link !== undefined; link = link.next) yield link.value as Task<unknown>;
  }
}
