import { describe, expect, it } from 'vitest';
import { RUN, type Message } from '../src/worker/protocol.ts';
import { TaskReader } from '../src/worker/task-reader.ts';

function readAll(...batches: Message[]): unknown[] {
  const reader = new TaskReader();
  for (const batch of batches) reader.push(batch);
  const tasks: unknown[] = [];
  while (reader.next()) tasks.push([reader.seq, reader.fn, reader.args, reader.note]);
  return tasks;
}

describe('TaskReader', () => {
  it('reads groups of tasks with one function and number of arguments', () => {
    const notes = new Map([[9, { name: 'last' }]]);
    const tasks = readAll([RUN, 6, undefined, notes, 3, 2, 2, 'a', 'b', 'c', 'd', 3, 0, 1, 4, 1, 1, 'e']);
    expect(tasks).toEqual([
      [6, 3, ['a', 'b'], undefined],
      [7, 3, ['c', 'd'], undefined],
      [8, 3, [], undefined],
      [9, 4, ['e'], { name: 'last' }],
    ]);
  });

  it('goes on with the next batch at its number', () => {
    const tasks = readAll([RUN, 0, undefined, undefined, 1, 0, 2], [RUN, 40, undefined, undefined, 1, 1, 1, null]);
    expect(tasks).toEqual([
      [0, 1, [], undefined],
      [1, 1, [], undefined],
      [40, 1, [null], undefined],
    ]);
  });
});
