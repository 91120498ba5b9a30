import { describe, expect, it } from 'vitest';
import { CancelledError, coroutine, createTask, currentTask, sleep, type Task } from '../src/index.ts';
import { errorOf, onLoop } from './modes.ts';

/** Native code and generators that call each other within one task. */
describe('Native code in a generator task', () => {
  it('runs its microtasks before the next task goes on', () =>
    onLoop(function* () {
      const log: string[] = [];
      const native = async (): Promise<void> => {
        log.push('native');
        await Promise.resolve();
        log.push('native, a microtask later');
        await sleep(0);
        log.push('native, a turn later');
      };
      const mixed = createTask(function* () {
        yield native();
      });
      const other = createTask(function* () {
        log.push('other');
        yield sleep(0);
        log.push('other, a turn later');
      });
      yield mixed;
      yield other;
      expect(log).toEqual([
        'native',
        'native, a microtask later',
        'other',
        'native, a turn later',
        'other, a turn later',
      ]);
    }));

  it('is a part of the task: it is cancelled where it waits, and may clean up', () =>
    onLoop(function* () {
      const log: unknown[] = [];
      const own: (Task<unknown> | undefined)[] = [];
      const native = async (): Promise<string> => {
        own.push(currentTask());
        try {
          await sleep(1_000);
        } catch (error) {
          log.push(error);
          await sleep(10);
          own.push(currentTask());
        }
        return 'cleaned up';
      };
      const task = createTask(function* () {
        return (yield native()) as string;
      });
      yield sleep(0);
      task.cancel('msg');
      expect(yield task).toBe('cleaned up');
      expect(own).toEqual([task, task]);
      expect(log).toEqual([new CancelledError('msg')]);
    }));

  it('is cancelled in its turn, too', () =>
    onLoop(function* () {
      const log: string[] = [];
      const native = async (): Promise<void> => {
        for (let turn = 0; turn < 3; turn++) {
          await sleep(0);
          log.push(`turn ${turn}`);
        }
      };
      const task = createTask(function* () {
        yield native();
      });
      yield sleep(0);
      yield sleep(0);
      task.cancel();
      expect(yield* errorOf(task)).toBeInstanceOf(CancelledError);
      yield sleep(0);
      expect(log).toEqual(['turn 0']);
    }));
});

describe('A generator coroutine in native code', () => {
  it('is awaited as a coroutine object, as a part of the task', () =>
    onLoop(async () => {
      const own: unknown[] = [];
      const generator = coroutine(function* () {
        own.push(currentTask());
        yield sleep(10);
        own.push(currentTask());
        return 'done';
      });
      const task = createTask(async () => await generator());
      expect(await task).toBe('done');
      expect(own).toEqual([task, task]);

      const cancelled = createTask(async () => await generator());
      await sleep(0);
      cancelled.cancel();
      expect(await cancelled.catch((error: unknown) => error)).toBeInstanceOf(CancelledError);
    }));
});
