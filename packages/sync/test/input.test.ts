import { describe, expect, it } from 'vitest';
import { Barrier, BoundedSemaphore, Condition, Lock, Semaphore } from '../src/index.ts';

describe('new Semaphore', () => {
  it('SEM-001 is locked without permits, and has one by default', () => {
    expect(new Semaphore(0).locked()).toBe(true);
    expect(new Semaphore().locked()).toBe(false);
    expect(new BoundedSemaphore(0).locked()).toBe(true);
  });

  it.each([-1, 1.5, NaN, Infinity, '2' as never])('SEM-001 refuses %s permits', (value) => {
    for (const Class of [Semaphore, BoundedSemaphore]) {
      expect(() => new Class(value)).toThrow(RangeError);
      expect(() => new Class(value)).toThrow('value must be an integer of zero or more, got');
    }
  });
});

describe('new Barrier', () => {
  it.each([0, -4, 1.5, NaN, Infinity, undefined as never])('refuses %s parties', (parties) => {
    expect(() => new Barrier(parties)).toThrow(
      new RangeError(`parties must be an integer of one or more, got ${parties}`),
    );
  });

  it('says how many have to come', () => {
    expect(new Barrier(3).parties).toBe(3);
  });
});

describe('new Condition', () => {
  it('refuses a lock that is none', () => {
    expect(() => new Condition({ lock: new Semaphore() as never })).toThrow(
      /^lock must be a Lock, got <Semaphore #\d+ \[unlocked, value:1\]>$/,
    );
  });
});

describe('Condition.notify', () => {
  it.each([-1, 1.5, NaN])('refuses %s, and wakes nobody', async (n) => {
    const condition = new Condition();
    await condition.acquire();
    expect(() => condition.notify(n)).toThrow(new RangeError(`n must be an integer of zero or more, got ${n}`));
    expect(condition.locked()).toBe(true);
  });
});

describe('Condition.waitFor', () => {
  it('refuses a predicate that is no function, or gives a promise', async () => {
    const condition = new Condition();
    await condition.acquire();
    await expect(condition.waitFor(true as never)).rejects.toThrow(
      new TypeError('predicate must be a function, got true'),
    );
    await expect(condition.waitFor(() => Promise.resolve(false))).rejects.toThrow(
      new TypeError('predicate must give its answer at once, got a promise'),
    );
    expect(condition.locked()).toBe(true);
  });
});

describe('Lock.with', () => {
  it('refuses what is no function, and generator functions, without taking the lock', async () => {
    const lock = new Lock();
    await expect(lock.with('work' as never)).rejects.toThrow(new TypeError("fn must be a function, got 'work'"));
    const generator = lock.with(function* () {
      yield 1;
    });
    await expect(generator).rejects.toThrow(
      new TypeError('fn must not be a generator function: use hold() in a generator coroutine'),
    );
    expect(lock.locked()).toBe(false);
  });
});

describe('A primitive that is awaited itself', () => {
  it('LOCK-002 SEM-003 is no thenable, and nothing is taken', async () => {
    for (const primitive of [new Lock(), new Condition(), new Semaphore(), new BoundedSemaphore()]) {
      expect('then' in primitive).toBe(false);
      // eslint-disable-next-line @typescript-eslint/await-thenable -- what is tested
      expect(await primitive).toBe(primitive);
      expect(primitive.locked()).toBe(false);
    }
    expect('then' in new Barrier(2)).toBe(false);
  });
});
