import { describe, expect, it } from 'vitest';
import { CancelledError, currentTask, getRunningLoop, guard, sleep, type Task } from '../src/index.ts';
import { errorOf, modes, now, onLoop, valueOf } from './modes.ts';

/** A promise that is nobody's wait, and its end. */
function foreign(): { readonly promise: Promise<string>; readonly resolve: (value: string) => void } {
  const { promise, resolve } = Promise.withResolvers<string>();
  return { promise, resolve };
}

describe('Task.cancel of native code that awaits a promise from elsewhere', () => {
  it('CANC-036 is delivered at the next wait', () =>
    onLoop(async () => {
      const outside = foreign();
      const log: unknown[] = [];
      const task = startNative(async () => {
        log.push(await outside.promise);
        try {
          await sleep(10);
          log.push('not reached');
        } catch (error) {
          log.push(error);
        }
        return 'end';
      });
      await sleep(0);
      expect(task.cancel('msg')).toBe(true);
      await sleep(0);
      expect(task.done()).toBe(false);
      outside.resolve('came back');
      expect(await task).toBe('end');
      expect(log).toEqual(['came back', new CancelledError('msg')]);
    }));

  it('CANC-036 is delivered at the next turn, too', () =>
    onLoop(async () => {
      const outside = foreign();
      const task = startNative(async () => {
        await outside.promise;
        await sleep(0);
        return 'not reached';
      });
      await sleep(0);
      task.cancel('msg');
      outside.resolve('came back');
      expect(await rejectionOf(task)).toEqual(new CancelledError('msg'));
    }));

  it('CANC-036 without a further wait cancels the task at its end', () =>
    onLoop(async () => {
      const outside = foreign();
      const task = startNative(async () => outside.promise);
      await sleep(0);
      task.cancel('msg');
      outside.resolve('its value is lost');
      expect(await rejectionOf(task)).toEqual(new CancelledError('msg'));
      expect(task.cancelled()).toBe(true);
    }));
});

describe.each(modes)('guard ($name)', ({ start, test }) => {
  it(
    'CANC-036 makes any promise one that can be left at once',
    test(function* () {
      const outside = foreign();
      const task = start(function* () {
        return yield* valueOf(guard(outside.promise));
      });
      yield sleep(0);
      task.cancel('msg');
      expect(yield* errorOf(task)).toMatchObject({ args: ['msg'] });
      outside.resolve('too late');
    }),
  );

  it(
    'gives what the promise gives',
    test(function* () {
      expect(yield guard(Promise.resolve('value'))).toBe('value');
      const error = new RangeError('refused');
      expect(yield* errorOf(guard(Promise.reject(error)))).toBe(error);
      expect(() => guard('value' as never)).toThrow(new TypeError("guard() takes a promise, got 'value'"));
    }),
  );
});

describe.each(modes)('A generator’s or native task’s wait for any promise ($name)', ({ name, start, test }) => {
  it(
    'CANC-036 is left at once by a generator',
    test(function* () {
      const outside = foreign();
      const task = start(function* () {
        return (yield outside.promise) as string;
      });
      yield sleep(0);
      task.cancel('msg');
      if (name === 'native async') outside.resolve('native code has to wait for it');
      expect(yield* errorOf(task)).toMatchObject({ args: ['msg'] });
      outside.resolve('too late');
    }),
  );
});

describe.each(modes)('Task.signal ($name)', ({ start, test }) => {
  it(
    'CANC-037 is aborted within cancel(), with the CancelledError, when somebody listens and nothing is waited for',
    test(function* () {
      const log: unknown[] = [];
      const task = start(function* () {
        const { signal } = currentTask()!;
        signal.addEventListener('abort', () => log.push(signal.reason));
        currentTask()!.cancel('msg');
        log.push(signal.aborted);
        yield Promise.resolve();
        return 'done';
      });
      yield sleep(0);
      yield sleep(0);
      expect(log).toEqual([new CancelledError('msg'), true]);
      yield* settledOf(task);
    }),
  );

  it(
    'CANC-037 is left alone when a wait takes the request',
    test(function* () {
      let signal: AbortSignal | undefined;
      const task = start(function* () {
        signal = currentTask()!.signal;
        signal.addEventListener('abort', () => undefined);
        yield sleep(10);
      });
      yield sleep(0);
      task.cancel();
      expect(signal?.aborted).toBe(false);
      yield* errorOf(task);
      expect(signal?.aborted).toBe(false);
    }),
  );
});

describe('Task.signal of native code', () => {
  it('CANC-037 interrupts what it was given to; a fresh one lets the clean-up wait, and hears the next cancel', () =>
    onLoop(async () => {
      const log: unknown[] = [];
      const task = startNative(async () => {
        const first = currentTask()!.signal;
        try {
          await untilAborted(first);
        } catch (error) {
          log.push(error);
        }
        const second = currentTask()!.signal;
        log.push(second === first, second.aborted);
        await sleep(10);
        log.push(`cleaned up at ${now()}`);
        await untilAborted(second);
      });
      await sleep(0);
      expect(task.cancel('first')).toBe(true);
      expect(log).toEqual([]);
      await sleep(10);
      await sleep(0);
      expect(log).toEqual([new CancelledError('first'), false, false, 'cleaned up at 10']);
      task.cancel('second');
      expect(await rejectionOf(task)).toEqual(new CancelledError('second'));
      expect(task.cancelling()).toBe(2);
    }));

  it('CANC-037 delivers once: what was heard is not thrown again at the next wait', () =>
    onLoop(async () => {
      const task = startNative(async () => {
        try {
          await untilAborted(currentTask()!.signal);
        } catch {
          await sleep(10);
        }
        return 'went on';
      });
      await sleep(0);
      task.cancel();
      expect(await task).toBe('went on');
    }));

  it('CANC-037 leaves the request pending when nobody listens', () =>
    onLoop(async () => {
      const outside = foreign();
      let signal: AbortSignal | undefined;
      const task = startNative(async () => {
        signal = currentTask()!.signal;
        await outside.promise;
        await sleep(0);
      });
      await sleep(0);
      task.cancel('pending');
      expect(signal?.aborted).toBe(true);
      outside.resolve('came back');
      expect(await rejectionOf(task)).toEqual(new CancelledError('pending'));
    }));

  it('CANC-037 aborts fetch-like calls that were started in several places', () =>
    onLoop(async () => {
      let aborted = 0;
      const task = startNative(async () => {
        const { signal } = currentTask()!;
        const calls = [1, 2, 3].map(() => untilAborted(signal).catch(() => void (aborted += 1)));
        await Promise.all(calls);
        return 'done';
      });
      await sleep(0);
      task.cancel();
      expect(await task).toBe('done');
      expect(aborted).toBe(3);
    }));

  it('CANC-037 leaves no unhandled rejection behind waits that nobody awaited', () =>
    onLoop(async () => {
      const task = startNative(async () => {
        void sleep(10_000);
        void guard(foreign().promise);
        await sleep(10_000);
      });
      await sleep(0);
      task.cancel();
      expect(await rejectionOf(task)).toBeInstanceOf(CancelledError);
      await sleep(10);
    }));
});

function startNative<T>(body: () => Promise<T>): Task<T> {
  return getRunningLoop().createTask(body);
}

/** As `fetch` does with a signal. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

async function rejectionOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

function* settledOf(task: Task<unknown>): Generator<unknown, void, unknown> {
  try {
    yield task;
  } catch {
    // Either way it is over.
  }
}
