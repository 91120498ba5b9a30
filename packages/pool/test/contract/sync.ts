import { RuntimeError, TimeoutError } from '@x/future';
import { describe, expect, it } from 'vitest';
import { SayWhenError } from '../fixtures/errors.ts';
import { throwingAt, Watched, WatchedAsync } from '../fixtures/inputs.ts';
import { range, work, type Kind } from '../fixtures/pools.ts';

/** The methods that block the thread. */
export function syncContract({ make, makeBlocking, gate }: Kind): void {
  describe('blocking', () => {
    it('applySync, mapSync and starmapSync give the results', () => {
      const pool = make(2);
      expect(pool.applySync(work.mul, [6, 7])).toBe(42);
      expect(pool.applySync(work.box, [2, 3], { kwds: { depth: 4 } })).toBe(24);
      expect(pool.mapSync(work.sqr, range(20), { chunksize: 3 })).toEqual(range(20).map((n) => n * n));
      expect(pool.starmapSync(work.mul, [[2, 3]])).toEqual([6]);
      expect(() => pool.applySync(work.fail, ['no'])).toThrow(SayWhenError);
    });

    it('they work on a pool that was awaited before, and after', async () => {
      const pool = make(2);
      expect(await pool.map(work.sqr, range(10))).toHaveLength(10);
      expect(pool.mapSync(work.sqr, [3])).toEqual([9]);
      expect(await pool.map(work.sqr, [4])).toEqual([16]);
    });

    it('imapSync and imapUnorderedSync can be looped over', () => {
      const pool = make(2);
      const squares: number[] = [];
      for (const square of pool.imapSync(work.sqr, range(10), { chunksize: 3 })) squares.push(square);
      expect(squares).toEqual(range(10).map((n) => n * n));
      const unordered = [...pool.imapUnorderedSync(work.sqr, range(10))];
      expect(unordered.sort((a, b) => a - b)).toEqual(squares);
    });

    it('such a loop can be left, and throws what calls and input throw', () => {
      const pool = make(1);
      const input = new Watched();
      for (const square of pool.imapSync(work.sqr, input)) if (square > 10) break;
      expect(input.isClosed).toBe(true);
      const walk = pool.imapSync(work.invert, [1, 0, 2]);
      expect(walk.nextSync()).toEqual({ done: false, value: 1 });
      expect(() => walk.nextSync()).toThrow('division by zero');
      expect(walk.nextSync()).toEqual({ done: false, value: 0.5 });
      expect(walk.nextSync()).toEqual({ done: true, value: undefined });
      expect(() => [...pool.imapSync(work.sqr, throwingAt(2))]).toThrow(SayWhenError);
    });

    it('nextSync gives up at the timeout', () => {
      const pool = make(1);
      const hold = gate();
      const walk = pool.imapSync(work.hold as (handle: unknown) => unknown, [hold.handle]);
      expect(() => walk.nextSync({ timeout: 1 })).toThrow(TimeoutError);
      expect(() => walk.nextSync({ timeout: -1 })).toThrow(RangeError);
      hold.open();
      expect(walk.nextSync()).toMatchObject({ done: false });
    });

    it('async input is refused, since it could not be read', async () => {
      const pool = make(1);
      expect(() => pool.imapSync(work.sqr, new WatchedAsync() as never)).toThrow(TypeError);
      expect(() => pool.imapUnorderedSync(work.sqr, new WatchedAsync() as never)).toThrow(TypeError);
      const walk = pool.imap(work.sqr, new WatchedAsync());
      expect(() => walk.nextSync()).toThrow(RuntimeError);
      await walk.return();
    });

    it('getSync and waitSync block on a call that was started before', async () => {
      const pool = makeBlocking(1);
      await pool.ready;
      const result = pool.applyAsync(work.sqr, [5]);
      result.waitSync();
      expect(result.ready()).toBe(true);
      expect(result.getSync()).toBe(25);
      const failing = pool.applyAsync(work.fail, ['no']);
      failing.waitSync();
      expect(() => failing.getSync()).toThrow(SayWhenError);
    });

    it('getSync gives up at the timeout, waitSync says nothing', () => {
      const pool = makeBlocking(1);
      const hold = gate();
      const result = pool.applyAsync(work.hold, [hold.handle, 1]);
      expect(() => result.getSync({ timeout: 1 })).toThrow(TimeoutError);
      result.waitSync({ timeout: 1 });
      expect(result.ready()).toBe(false);
      hold.open();
      expect(result.getSync()).toBe(1);
    });

    it('joinSync blocks until the work is done, that of iterators too', () => {
      const pool = makeBlocking(2);
      const results = range(10).map((n) => pool.applyAsync(work.sqr, [n]));
      const walk = pool.imap(work.sqr, range(30));
      pool.close();
      pool.joinSync();
      expect(results.map((result) => result.getSync())).toEqual(range(10).map((n) => n * n));
      expect([...walk]).toEqual(range(30).map((n) => n * n));
      pool.joinSync();
    });

    it('joinSync gives up at its timeout, and on async input at once', async () => {
      const pool = makeBlocking(1);
      const hold = gate();
      const held = pool.applyAsync(work.hold, [hold.handle, 1]);
      const walk = pool.imap(work.sqr, range(30));
      pool.close();
      expect(() => pool.joinSync({ timeout: 1 })).toThrow(TimeoutError);
      hold.open();
      pool.joinSync();
      expect([held.getSync(), [...walk].length]).toEqual([1, 30]);
      const other = makeBlocking(1);
      const late = other.imap(work.sqr, new WatchedAsync());
      other.close();
      expect(() => other.joinSync()).toThrow(RuntimeError);
      await late.return();
      await other.join();
    });
  });
}
