import { describe, expect, it } from 'vitest';
import { allTasks, createTask, currentTask, getRunningLoop, RuntimeError, sleep } from '../src/index.ts';
import { errorOf, modes, TestLoop } from './modes.ts';

describe.each(modes)('currentTask ($name)', ({ start, test }) => {
  it('INTRO-001 needs a running loop, or one given, where no task runs', () => {
    using loop = new TestLoop();
    expect(() => currentTask()).toThrow(new RuntimeError('no running event loop'));
    expect(() => currentTask({ loop: undefined })).toThrow(new RuntimeError('no running event loop'));
    expect(currentTask({ loop })).toBeUndefined();
  });

  it(
    'INTRO-002 is the task whose code runs, and none in callbacks',
    test(function* () {
      const loop = getRunningLoop();
      const seen: unknown[] = [];
      const task = start(function* () {
        seen.push(currentTask(), currentTask({ loop: undefined }), currentTask({ loop }));
        yield sleep(0);
        seen.push(currentTask());
      });
      yield task;
      expect(seen).toEqual([task, task, task, task]);
      let inCallback: unknown = 'not called';
      loop.callSoon(() => (inCallback = currentTask()));
      yield sleep(0);
      expect(inCallback).toBeUndefined();
      using other = new TestLoop();
      expect(currentTask({ loop: other })).toBeUndefined();
    }),
  );

  it('INTRO-002 is none once the loop has stopped', async () => {
    using loop = new TestLoop();
    await loop.runUntilComplete(loop.createTask(() => Promise.resolve()));
    expect(currentTask({ loop })).toBeUndefined();
  });

  it(
    'INTRO-003 is each of two tasks in its turn',
    test(function* () {
      const baton = [getRunningLoop().createFuture<void>(), getRunningLoop().createFuture<void>()] as const;
      const seen: unknown[] = [];
      const first = start(function* () {
        seen.push(currentTask() === first);
        yield sleep(0);
        baton[0].setResult();
        seen.push(currentTask() === first);
        yield baton[1];
        seen.push(currentTask() === first);
      });
      const second = start(function* () {
        seen.push(currentTask() === second);
        yield baton[0];
        seen.push(currentTask() === second);
        baton[1].setResult();
        yield sleep(0);
        seen.push(currentTask() === second);
      });
      yield first;
      yield second;
      expect(seen).toEqual([true, true, true, true, true, true]);
    }),
  );
});

describe.each(modes)('allTasks ($name)', ({ start, test }) => {
  it(
    'INTRO-004 are those of the loop that are not done',
    test(function* () {
      const loop = getRunningLoop();
      using other = new TestLoop();
      const elsewhere = other.createTask(() => Promise.resolve());
      const children = Array.from({ length: 100 }, () =>
        start(function* () {
          yield sleep(10);
        }),
      );
      yield sleep(0);
      expect(allTasks().size).toBe(101);
      expect(allTasks()).toEqual(new Set([currentTask(), ...children]));
      for (const task of allTasks()) expect(task.getLoop()).toBe(loop);
      expect(allTasks({ loop: other })).toEqual(new Set([elsewhere]));
      for (const child of children) yield child;
      expect(allTasks()).toEqual(new Set([currentTask()]));
      elsewhere.cancel();
    }),
  );

  it('INTRO-004 needs a running loop, or one given', () => {
    expect(() => allTasks()).toThrow(new RuntimeError('no running event loop'));
  });
});

describe.each(modes)('A task of another loop ($name)', ({ coded, test }) => {
  it(
    'is not current, and cannot be awaited',
    test(function* () {
      using other = new TestLoop();
      const elsewhere = other.createTask(
        coded(function* () {
          yield sleep(0);
        }),
      );
      const awaiting = createTask(
        coded(function* () {
          yield elsewhere;
        }),
      );
      expect(yield* errorOf(awaiting)).toBeInstanceOf(RuntimeError);
      elsewhere.cancel();
      yield sleep(0);
      expect(yield sleep(0, 'the loop goes on')).toBe('the loop goes on');
    }),
  );
});
