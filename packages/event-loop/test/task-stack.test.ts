import { describe, expect, it, vi } from 'vitest';
import { createTask, sleep, type StackFrame, type Task } from '../src/index.ts';
import { errorOf, modes, TestLoop } from './modes.ts';

describe.each(modes)('Task.getStack ($name)', ({ name, coded, start, test }) => {
  it(
    'names the coroutines of a task that waits, outermost first',
    test(function* () {
      const task = start(function* waits() {
        yield coded(function* inner() {
          yield sleep(10);
        })();
      });
      yield sleep(0);
      const frames = task.getStack();
      expect(frames.at(-1)?.isSuspended).toBe(true);
      expect(frames.map((frame) => frame.name)).toEqual(
        name === 'generator' ? ['waits', '<generator>'] : ['<anonymous>'],
      );
      expect(task.getStack({ limit: 1 })).toEqual(frames.slice(-1));
      expect(task.getStack({ limit: 0 })).toEqual([]);
      yield task;
      expect(task.getStack()).toEqual([]);
    }),
  );

  it(
    'is exact for the task that runs',
    test(function* () {
      const task: Task<unknown> = start(function* () {
        yield sleep(0);
        return task.getStack();
      });
      const frames = (yield task) as StackFrame[];
      expect(frames.at(-1)?.file).toMatch(/task-stack\.test\.ts$/);
    }),
  );

  it('shows where the wait began, in debug mode', async () => {
    const loop = new TestLoop();
    loop.setDebug(true);
    const main = coded(function* () {
      const task = createTask(
        coded(function* () {
          yield sleep(10);
        }),
      );
      yield sleep(0);
      const frames = task.getStack();
      yield task;
      return frames;
    });
    const frames = await loop.runUntilComplete(main);
    loop.close();
    expect(frames.some(({ file }) => file?.endsWith('task-stack.test.ts'))).toBe(true);
  });

  it(
    'is that of the error when the task failed; a limit keeps its outermost frames',
    test(function* () {
      const fails = (): never => {
        throw new RangeError('too far');
      };
      const task = start(function* () {
        yield sleep(0);
        fails();
      });
      yield* errorOf(task);
      const frames = task.getStack();
      expect(frames.at(-1)).toMatchObject({
        name: 'fails',
        file: expect.stringMatching(/task-stack\.test\.ts$/) as unknown,
      });
      expect(task.getStack({ limit: 1 })).toEqual(frames.slice(0, 1));
    }),
  );
});

describe.each(modes)('Task.printStack ($name)', ({ start, test }) => {
  it(
    'prints the stack, to the console or where it is told to',
    test(function* () {
      const printed: string[] = [];
      const file = { write: (text: string) => printed.push(text) };
      const error = vi.spyOn(console, 'error').mockReturnValue();
      const task = start(
        function* () {
          yield sleep(0);
          throw new RangeError('too far');
        },
        { name: 'printed' },
      );
      yield sleep(0);
      task.printStack({ file });
      yield* errorOf(task);
      task.printStack({ file });
      task.printStack({ file, limit: 0 });
      task.printStack();
      expect(printed[0]).toMatch(
        /^Stack for <Task pending name='printed' .*> \(most recent call last\):\n {2}in async .*\n$/,
      );
      expect(printed[1]).toMatch(
        /^Traceback for <Task finished name='printed' .*> \(most recent call last\):\n(?:.|\n)* {2}File '.*task-stack\.test\.ts', line \d+, in (.|\n)*RangeError\('too far'\)\n$/,
      );
      expect(printed[2]).toMatch(/^No stack for <Task finished name='printed' .*>\n$/);
      expect(error.mock.calls).toEqual([[printed[1]?.trimEnd()]]);
    }),
  );
});
