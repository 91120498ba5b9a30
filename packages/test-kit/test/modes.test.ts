import { describe, expect, it } from 'vitest';
import { fakeTimers, modesOf, type Steps } from '../src/vitest.ts';

fakeTimers();

class CancelledError extends Error {
  constructor(msg?: unknown) {
    super(String(msg));
  }
}

/** A stand-in for a loop: generators are driven by promises, a turn is a microtask. */
const started: string[] = [];
const modes = modesOf({
  CancelledError,
  runVirtual: (main) => run(main()),
  createTask(coroutine) {
    const body = coroutine();
    started.push('then' in body ? 'native' : 'generator');
    let done = false;
    const promise = run(body).finally(() => (done = true));
    return Object.assign(promise, { cancel: () => undefined, done: () => done });
  },
  sleep: () => Promise.resolve(),
  getRunningLoop: () => ({ callSoon: (callback) => void Promise.resolve().then(callback) }),
});

async function run(body: PromiseLike<unknown> | Steps): Promise<unknown> {
  if ('then' in body) return await body;
  let step = body.next();
  while (step.done !== true) {
    try {
      step = body.next(await step.value);
    } catch (error) {
      step = body.throw(error);
    }
  }
  return step.value;
}

describe.each(modes)('A body in $name', (mode) => {
  it(
    'sends back what it yields, and joins what it starts',
    mode.run(function* (world) {
      const task = world.start(function* () {
        yield world.turn();
        return 'value';
      });
      expect(task.done()).toBe(false);
      expect(yield task.joined).toBe('value');
      yield* world.settled();
      expect(task.done()).toBe(true);
      expect(yield world.call(() => Promise.resolve('called')).joined).toBe('called');
    }),
  );

  it(
    'throws what it awaits into the body',
    mode.run(function* (world) {
      const failing = world.call(() => {
        throw new Error('inside');
      });
      let caught: unknown;
      try {
        yield failing.joined;
      } catch (error) {
        caught = error;
      }
      expect(caught).toEqual(new Error('inside'));
    }),
  );

  it('fails when the body fails', async () => {
    const failing = mode.run(function* (world) {
      yield world.turn();
      throw new Error('body');
    });
    await expect(failing()).rejects.toThrow('body');
  });
});

describe('modesOf', () => {
  it('gives three ways, two of them with a loop', () => {
    expect(modes.map(({ name, hasLoop }) => [name, hasLoop])).toEqual([
      ['plain promises', false],
      ['native async tasks', true],
      ['generator tasks', true],
    ]);
  });

  it('hands generators to a loop as they are, or as native functions', async () => {
    for (const [mode, kind] of [
      [modes[1]!, 'native'],
      [modes[2]!, 'generator'],
    ] as const) {
      started.length = 0;
      await mode.run(function* (world) {
        yield world.start(function* () {
          yield world.turn();
        }).joined;
      })();
      expect(started).toEqual([kind]);
    }
  });

  it(
    'cancels outside a loop by the signal that the body got',
    modes[0]!.run(function* (world) {
      const seen: unknown[] = [];
      const waiting = world.call(
        ({ signal }) =>
          new Promise((resolve) => signal!.addEventListener('abort', () => resolve(seen.push(signal!.reason)))),
      );
      yield* world.settled();
      waiting.cancel('enough');
      yield waiting.joined;
      expect(seen).toEqual([new CancelledError('enough')]);
    }),
  );

  it(
    'lets faked time pass outside a loop',
    modes[0]!.run(function* (world) {
      const start = Date.now();
      yield world.sleep(1_000);
      expect(Date.now() - start).toBe(1_000);
      expect(world.iteration()).toBe(0);
    }),
  );

  it(
    'counts iterations in a loop',
    modes[1]!.run(function* (world) {
      const before = world.iteration();
      yield* world.settled();
      expect(world.iteration()).toBeGreaterThan(before);
    }),
  );
});
