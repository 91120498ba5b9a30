import { AsyncLocalStorage } from 'node:async_hooks';
import { gate } from '@x/test-kit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Timer, Timers } from '../src/index.ts';
import { fakeClock, type FakeClock } from './clock.ts';

let clock: FakeClock;
let timers: Timers;
let timer: Timer;

beforeEach(() => {
  clock = fakeClock();
  timers = new Timers();
  timer = new Timer({ name: 'call', logger: null, timers });
});

const recorded = (): number[] => (timers.has('call') ? timers.apply((values) => values, 'call') : []);

describe('Timer.wrap', () => {
  it('TIM-054 keeps name, length, this, arguments, result and own properties', () => {
    const bake = Object.assign(
      function bake(this: { oven: number }, cakes: number, icing: string): string {
        return `${this.oven}: ${cakes} ${icing}`;
      },
      { doc: 'Bake some cakes.' },
    );
    const wrapped = timer.wrap(bake);
    expect([wrapped.name, wrapped.length, wrapped.doc]).toEqual(['bake', 2, 'Bake some cakes.']);
    expect(wrapped.call({ oven: 7 }, 3, 'pink')).toBe('7: 3 pink');
  });

  it('TIM-055 is ready for the next call after one that threw, and the error is the same', () => {
    const spill = new Error('spill');
    let fails = true;
    const wrapped = timer.wrap(() => {
      clock.advance(3);
      if (fails) throw spill;
      return 'baked';
    });
    expect(wrapped).toThrow(spill);
    fails = false;
    expect(wrapped()).toBe('baked');
    expect(recorded()).toEqual([3, 3]);
  });

  it('TIM-056 measures each call of a recursive function by itself', () => {
    const wrapped = timer.wrap((depth: number): void => {
      clock.advance(1);
      if (depth > 0) wrapped(depth - 1);
      clock.advance(1);
    });
    wrapped(2);
    expect(recorded()).toEqual([2, 4, 6]);
    expect(timer.last).toBe(6);
  });

  it('leaves the clock of the timer alone', () => {
    const wrapped = timer.wrap(() => clock.advance(1));
    timer.start();
    wrapped();
    clock.advance(10);
    expect(timer.stop()).toBe(11);
  });

  it('refuses what is no function', () => {
    expect(() => timer.wrap('bake' as never)).toThrow(new TypeError("fn must be a function, got 'bake'"));
  });

  it('throws both errors when the function and then the logger fail', () => {
    const failure = new Error('function');
    const later = new Error('logger');
    const loud = new Timer({
      logger: () => {
        throw later;
      },
    });
    const wrapped = loud.wrap(() => {
      throw failure;
    });
    expect(wrapped).toThrow(expect.objectContaining({ name: 'SuppressedError', error: later, suppressed: failure }));
  });

  it('throws both errors where the platform has no SuppressedError', () => {
    vi.stubGlobal('SuppressedError', undefined);
    const loud = new Timer({ logger: () => expect.unreachable('logger') });
    const wrapped = loud.wrap(() => expect.unreachable('function'));
    try {
      expect(wrapped).toThrow(expect.objectContaining({ name: 'SuppressedError' }));
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

describe('Timer.wrap of an async function', () => {
  it('measures each call until its promise settles', async () => {
    const arrival = gate();
    const wrapped = timer.wrap(async () => {
      await arrival;
      return 'page';
    });
    const page = wrapped();
    clock.advance(250);
    expect(recorded()).toEqual([]);
    arrival.open();
    await expect(page).resolves.toBe('page');
    expect(recorded()).toEqual([250]);
  });

  it('measures concurrent calls each by itself, in the order in which they end', async () => {
    const gates = [gate(), gate()];
    const wrapped = timer.wrap(async (index: number) => gates[index]);
    const first = wrapped(0);
    clock.advance(10);
    const second = wrapped(1);
    clock.advance(5);
    gates[1]!.open();
    await second;
    clock.advance(100);
    gates[0]!.open();
    await first;
    expect(recorded()).toEqual([5, 115]);
  });

  it('has recorded a failed call before the caller learns of it', async () => {
    const spill = new Error('spill');
    const wrapped = timer.wrap(async () => {
      await Promise.resolve();
      clock.advance(2);
      throw spill;
    });
    const count = await wrapped().catch((error: unknown) => {
      expect(error).toBe(spill);
      return recorded().length;
    });
    expect(count).toBe(1);
  });

  it('rejects with an error of the logger', async () => {
    const failure = new Error('disk full');
    const loud = new Timer({
      logger: () => {
        throw failure;
      },
    });
    await expect(loud.wrap(async () => Promise.resolve('page'))()).rejects.toBe(failure);
  });

  it('rejects with both errors when the function and then the logger fail', async () => {
    const failure = new Error('function');
    const later = new Error('logger');
    const loud = new Timer({
      logger: () => {
        throw later;
      },
    });
    const call = loud.wrap(() => Promise.reject(failure))();
    await expect(call).rejects.toMatchObject({ error: later, suppressed: failure });
  });

  it('asks a thenable once, and gives a promise', async () => {
    const query = {
      then: vi.fn((onDone: (rows: number) => unknown) => {
        clock.advance(8);
        onDone(3);
      }),
    };
    const select = timer.wrap(() => query as unknown as PromiseLike<number>);
    await expect(select()).resolves.toBe(3);
    expect(query.then).toHaveBeenCalledOnce();
    expect(recorded()).toEqual([8]);
  });

  it("lets the logger see the caller's AsyncLocalStorage value", async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const loud = new Timer({ initialText: true, logger: () => void seen.push(storage.getStore()) });
    const arrival = gate();
    const call = storage.run('request 7', () => loud.wrap(() => arrival)());
    arrival.open();
    await call;
    expect(seen).toEqual(['request 7', 'request 7']);
  });
});

describe('Timer.wrap of a function that returns a future', () => {
  it('hands the future on and measures until it is done', () => {
    const callbacks: (() => void)[] = [];
    const future = {
      addDoneCallback: (callback: () => void) => void callbacks.push(callback),
      then: vi.fn(),
    };
    const submit = timer.wrap(() => future);
    expect(submit()).toBe(future);
    clock.advance(30);
    expect(recorded()).toEqual([]);
    for (const callback of callbacks) callback();
    expect(recorded()).toEqual([30]);
    expect(future.then).not.toHaveBeenCalled();
  });
});

describe('Timer.wrap of a generator', () => {
  function* count(this: unknown, to: number): Generator<number, string, string | undefined> {
    for (let number = 1; number <= to; number++) {
      const answer = yield number;
      if (answer !== undefined) return answer;
    }
    return 'end';
  }

  async function* countAsync(to: number): AsyncGenerator<number, string> {
    for (let number = 1; number <= to; number++) yield Promise.resolve(number);
    return 'end';
  }

  it('TIM-058 measures until it is exhausted', () => {
    const numbers = timer.wrap(count)(2);
    clock.advance(1_000);
    expect(numbers.next()).toEqual({ value: 1, done: false });
    clock.advance(5);
    expect(numbers.next()).toEqual({ value: 2, done: false });
    clock.advance(5);
    expect(recorded()).toEqual([]);
    expect(numbers.next()).toEqual({ value: 'end', done: true });
    expect(recorded()).toEqual([10]);
    numbers.next();
    expect(recorded()).toEqual([10]);
  });

  it('TIM-058 measures until it is returned', () => {
    for (const number of timer.wrap(count)(5)) {
      clock.advance(4);
      if (number === 2) break;
    }
    expect(recorded()).toEqual([8]);
  });

  it('TIM-058 measures an async generator until it is exhausted or returned', async () => {
    const wrapped = timer.wrap(countAsync);
    const seen: number[] = [];
    for await (const number of wrapped(2)) {
      clock.advance(3);
      seen.push(number);
    }
    for await (const number of wrapped(2)) {
      clock.advance(1);
      seen.push(number);
      break;
    }
    expect(seen).toEqual([1, 2, 1]);
    expect(recorded()).toEqual([6, 1]);
  });

  it('passes on what is sent and thrown into it', () => {
    const sent = timer.wrap(count)(2);
    sent.next();
    expect(sent.next('enough')).toEqual({ value: 'enough', done: true });

    const thrown = timer.wrap(count)(2);
    const spill = new Error('spill');
    thrown.next();
    expect(() => thrown.throw(spill)).toThrow(spill);
    expect(recorded()).toEqual([0, 0]);
  });

  it('is a generator function of the same kind, so that a loop takes it for a coroutine', () => {
    const kindOf = (value: unknown): string => Object.prototype.toString.call(value);
    expect(kindOf(timer.wrap(count))).toBe('[object GeneratorFunction]');
    expect(kindOf(timer.wrap(countAsync))).toBe('[object AsyncGeneratorFunction]');
    expect(kindOf(timer.wrap(count)(1))).toBe('[object Generator]');
    expect([timer.wrap(count).name, timer.wrap(count).length]).toEqual(['count', 1]);
  });

  it('says and records nothing of one that is never begun', () => {
    const logger = vi.fn();
    new Timer({ initialText: true, logger }).wrap(count)(2).return('left');
    expect(logger).not.toHaveBeenCalled();
  });

  it('measures a generator that an ordinary function returns', async () => {
    const numbers = timer.wrap(() => count(1));
    for (const number of numbers()) clock.advance(3 * number);
    const later = timer.wrap(() => countAsync(1));
    for await (const number of later()) clock.advance(2 * number);
    expect(recorded()).toEqual([3, 2]);
  });

  it.each([
    ['a generator', () => Promise.resolve(timerThatFails().wrap(failing)().next())],
    ['an async generator', () => timerThatFails().wrap(failingAsync)().next()],
  ])('throws both errors when %s and then the logger fail', async (_kind, run) => {
    await expect((async () => run())()).rejects.toMatchObject({
      error: new Error('logger'),
      suppressed: new Error('body'),
    });
  });

  // eslint-disable-next-line require-yield -- it fails before
  function* failing(): Generator<number> {
    throw new Error('body');
  }

  // eslint-disable-next-line require-yield -- it fails before
  async function* failingAsync(): AsyncGenerator<number> {
    await Promise.resolve();
    throw new Error('body');
  }

  function timerThatFails(): Timer {
    return new Timer({
      logger: () => {
        throw new Error('logger');
      },
    });
  }
});
