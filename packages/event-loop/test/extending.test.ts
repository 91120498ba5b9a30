import { Future as BaseFuture } from '@x/future';
import { FutureWait, type Wait } from '@x/future/context';
import { describe, expect, it } from 'vitest';
import {
  enterTask,
  leaveTask,
  registerTask,
  swapCurrentTask,
  unregisterTask,
  type TaskLike,
} from '../src/extending.ts';
import {
  allTasks,
  currentTask,
  Future,
  getRunningLoop,
  run,
  RuntimeError,
  sleep,
  type EventLoop,
} from '../src/index.ts';
import { modes, TestLoop } from './modes.ts';

/** A task of another make: its code runs between `enterTask` and `leaveTask`. */
class OtherTask implements TaskLike {
  readonly isGenerator = false;
  readonly loop: EventLoop | undefined;
  readonly waits: Wait<unknown>[] = [];
  isDone = false;

  constructor(loop?: EventLoop) {
    this.loop = loop;
  }

  done(): boolean {
    return this.isDone;
  }

  beginWait(wait: Wait<unknown>): void {
    void this.waits.push(wait);
  }

  endWait(wait: Wait<unknown>): void {
    void this.waits.splice(this.waits.indexOf(wait), 1);
  }

  takeCancellation(): undefined {
    return undefined;
  }

  toString(): string {
    return '<OtherTask>';
  }
}

describe('registerTask', () => {
  it('INTRO-005 counts a task of another make until it is done or unregistered', () => {
    using loop = new TestLoop();
    const task = new OtherTask(loop);
    const byMethod = { getLoop: () => loop, done: () => false };
    registerTask(task);
    registerTask(task);
    registerTask(byMethod);
    expect(allTasks({ loop })).toEqual(new Set([task, byMethod]));
    unregisterTask(byMethod);
    unregisterTask(byMethod);
    expect(allTasks({ loop })).toEqual(new Set([task]));
    task.isDone = true;
    expect(allTasks({ loop })).toEqual(new Set());
    unregisterTask(new OtherTask(loop));
    unregisterTask(new OtherTask());
  });

  it('INTRO-005 refuses what has no loop or no state', () => {
    using loop = new TestLoop();
    expect(() => registerTask(new OtherTask())).toThrow(
      new TypeError('task must have a loop and done(), got <OtherTask>'),
    );
    expect(() => registerTask({ loop } as never)).toThrow(TypeError);
    expect(() => registerTask(undefined as never)).toThrow(TypeError);
  });

  it('run() ends what is registered, if it is a future', async () => {
    class TaskOfOwn extends Future<void> {}
    const loop = new TestLoop();
    const left = new TaskOfOwn({ loop });
    await run(
      async () => {
        registerTask(left);
        registerTask({ loop, done: () => false });
        await sleep(0);
      },
      { loopFactory: () => loop },
    );
    expect(left.cancelled()).toBe(true);
  });
});

describe('enterTask', () => {
  it('makes the task the current one, and the waits begun the task’s own, until leaveTask()', () => {
    using loop = new TestLoop();
    const task = new OtherTask(loop);
    enterTask(loop, task);
    expect(currentTask({ loop })).toBe(task);
    expect(currentTask()).toBe(task);
    const source = new BaseFuture();
    void new FutureWait(source).begin();
    expect(task.waits).toHaveLength(1);
    leaveTask(loop, task);
    expect(currentTask({ loop })).toBeUndefined();
    expect(() => currentTask()).toThrow('no running event loop');
    source.setResult('done');
  });

  it('refuses while another task is current, and what cannot have waits', () => {
    using loop = new TestLoop();
    const task = new OtherTask(loop);
    enterTask(loop, task);
    expect(() => enterTask(loop, new OtherTask(loop))).toThrow(
      new RuntimeError('Cannot enter into task <OtherTask> while another task <OtherTask> is being executed.'),
    );
    expect(currentTask({ loop })).toBe(task);
    leaveTask(loop, task);
    expect(() => enterTask(loop, {} as never)).toThrow(new TypeError('task must have beginWait(), got an Object'));
    expect(currentTask({ loop })).toBeUndefined();
  });
});

describe('leaveTask', () => {
  it('INTRO-007 refuses any other than the current task, and changes nothing', () => {
    using loop = new TestLoop();
    const task = new OtherTask(loop);
    expect(() => leaveTask(loop, task)).toThrow(
      new RuntimeError('Leaving task <OtherTask> does not match the current task undefined.'),
    );
    enterTask(loop, task);
    expect(() => leaveTask(loop, new OtherTask(loop))).toThrow(
      new RuntimeError('Leaving task <OtherTask> does not match the current task <OtherTask>.'),
    );
    expect(currentTask({ loop })).toBe(task);
    leaveTask(loop, task);
    expect(currentTask({ loop })).toBeUndefined();
    expect(() => leaveTask(loop, task)).toThrow(RuntimeError);
  });
});

describe.each(modes)('swapCurrentTask ($name)', ({ test }) => {
  it(
    'puts a task in the place of the running one, and back',
    test(function* () {
      const loop = getRunningLoop();
      const own = currentTask();
      const [outer, inner] = [new OtherTask(loop), new OtherTask(loop)];
      expect(swapCurrentTask(loop, outer)).toBe(own);
      expect(currentTask()).toBe(outer);
      expect(swapCurrentTask(loop, inner)).toBe(outer);
      expect(currentTask()).toBe(inner);
      expect(swapCurrentTask(loop, outer)).toBe(inner);
      expect(swapCurrentTask(loop, own)).toBe(outer);
      expect(currentTask()).toBe(own);
      expect(swapCurrentTask(loop, undefined)).toBe(own);
      expect(currentTask()).toBeUndefined();
      expect(swapCurrentTask(loop, own)).toBeUndefined();
      yield sleep(0);
      expect(currentTask()).toBe(own);
    }),
  );
});
