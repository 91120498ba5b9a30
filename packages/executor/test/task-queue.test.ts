import { describe, expect, it } from 'vitest';
import { TaskFuture } from '../src/task-future.ts';
import { TaskNote } from '../src/task-note.ts';
import { TaskQueue } from '../src/task-queue.ts';

function setUp() {
  const queue = new TaskQueue();
  const owner = {
    withdraw: () => {
      queue.forget();
      return true;
    },
    serve: () => false,
  };
  const fn = { id: 0, definition: { kind: 'source', source: '', name: '' } } as const;
  const make = (label: string, priority?: number) =>
    new TaskFuture(owner, fn, [label], priority === undefined ? undefined : new TaskNote({ priority }));
  const labels = (): unknown[] => queue.takeAll().map((task) => task.args?.[0]);
  return { queue, make, labels };
}

describe('TaskQueue', () => {
  it('gives tasks first in, first out, within each priority', () => {
    const { queue, make, labels } = setUp();
    const tasks: [string, number?][] = [['a'], ['low', -2], ['b'], ['high', 3], ['higher', 7], ['high too', 3]];
    for (const task of tasks) queue.push(make(...task));
    expect(queue.size).toBe(6);
    expect(labels()).toEqual(['higher', 'high', 'high too', 'a', 'b', 'low']);
    expect(queue.size).toBe(0);
  });

  it('leaves out what is cancelled', () => {
    const { queue, make, labels } = setUp();
    const [a, b, c] = ['a', 'b', 'c'].map((label) => make(label));
    for (const task of [a!, b!, c!]) queue.push(task);
    b!.cancel();
    expect(queue.size).toBe(2);
    expect(labels()).toEqual(['a', 'c']);
  });

  it('puts back at the head, in order', () => {
    const { queue, make, labels } = setUp();
    queue.push(make('later'));
    queue.restore([make('first'), make('second')]);
    expect(labels()).toEqual(['first', 'second', 'later']);
  });

  it('drops thousands of cancelled tasks without waiting for their turn', () => {
    const { queue, make, labels } = setUp();
    const tasks = Array.from({ length: 3_000 }, (_, index) => make(String(index)));
    for (const task of tasks) queue.push(task);
    for (const task of tasks.slice(1)) task.cancel();
    queue.push(make('last'));
    expect(queue.size).toBe(2);
    expect(labels()).toEqual(['0', 'last']);
  });
});
