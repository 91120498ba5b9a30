import { Future as BaseFuture } from '@x/future';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureFuture, getRunningLoop, RuntimeError, setEventLoop, sleep, Task } from '../src/index.ts';
import { errorOf, modes, TestLoop } from './modes.ts';

let loop: TestLoop;
beforeEach(() => {
  loop = new TestLoop();
});
afterEach(() => {
  setEventLoop(undefined);
  loop.close();
});

describe.each(modes)('ensureFuture ($name)', ({ coded, test }) => {
  const body = coded(function* () {
    yield sleep(0);
    return 'ok';
  });

  it('TASK-005 makes a task of a coroutine, on the loop given or set', async () => {
    const task = ensureFuture(body, { loop });
    expect(task).toBeInstanceOf(Task);
    expect(await loop.runUntilComplete(task)).toBe('ok');

    setEventLoop(loop);
    const onSetLoop = ensureFuture(body);
    setEventLoop(undefined);
    expect(onSetLoop.getLoop()).toBe(loop);
    expect(await loop.runUntilComplete(onSetLoop)).toBe('ok');
  });

  it('TASK-005 needs a loop for a coroutine', () => {
    expect(() => ensureFuture(body)).toThrow(new RuntimeError('there is no current event loop'));
  });

  it(
    'TASK-005 makes a task of a coroutine, on the running loop',
    test(function* () {
      const task = ensureFuture(body);
      expect(task.getLoop()).toBe(getRunningLoop());
      expect(yield task).toBe('ok');
    }),
  );

  it(
    'TASK-006 leaves a future and a task as they are',
    test(function* () {
      const future = getRunningLoop().createFuture();
      expect(ensureFuture(future)).toBe(future);
      expect(ensureFuture(future, { loop: getRunningLoop() })).toBe(future);
      const task = ensureFuture(body);
      expect(ensureFuture(task)).toBe(task);
      expect(ensureFuture(task, { loop: getRunningLoop() })).toBe(task);

      const refusal = new RangeError(
        'The future belongs to a different loop than the one specified as the loop argument',
      );
      expect(() => ensureFuture(future, { loop })).toThrow(refusal);
      expect(() => ensureFuture(task, { loop })).toThrow(refusal);
      yield task;
    }),
  );

  it(
    'TASK-007 adopts a promise, a thenable and an executor’s future',
    test(function* () {
      const thenable: PromiseLike<string> = {
        then: (onFulfilled) => Promise.resolve('ok').then(onFulfilled),
      };
      for (const awaitable of [Promise.resolve('ok'), thenable]) {
        const future = ensureFuture(awaitable);
        expect(future.getLoop()).toBe(getRunningLoop());
        expect(yield future).toBe('ok');
      }
      const source = new BaseFuture<string>();
      source.setResult('ok');
      expect(yield ensureFuture(source)).toBe('ok');

      const error = new Error('refused');
      expect(yield* errorOf(ensureFuture(Promise.reject(error)))).toBe(error);
    }),
  );

  it(
    'refuses what cannot be awaited',
    test(function* () {
      expect(() => ensureFuture('ok' as never)).toThrow(new TypeError("an awaitable is required, got 'ok'"));
      expect(() => ensureFuture(undefined as never)).toThrow(new TypeError('an awaitable is required, got undefined'));
      yield sleep(0);
    }),
  );
});
