import { settled } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { heard, range, work, type Kind } from '../fixtures/pools.ts';
import { SayWhenError } from '../fixtures/errors.ts';
import { throwingAt, unreadable } from '../fixtures/inputs.ts';

/** `apply`, `map` and `starmap`. */
export function mapContract({ make, gate }: Kind): void {
  describe('apply', () => {
    it('gives the result of one call', async () => {
      const pool = make(1);
      expect(await pool.apply(work.mul, [6, 7])).toBe(42);
      expect(await pool.apply((text: string) => text.toUpperCase(), ['self-contained'])).toBe('SELF-CONTAINED');
      expect(await pool.apply(work.count)).toBe(0);
    });

    it('waits for a function that is async', async () => {
      expect(await make(1).apply(work.sqrLater, [5])).toBe(25);
    });

    it('passes kwds as one object behind the others', async () => {
      expect(await make(1).apply(work.box, [2, 3], { kwds: { depth: 4 } })).toBe(24);
    });

    it('POOL-028 POOL-029 throws what the call threw: its class, and the stack of the worker in the cause', async () => {
      const error: unknown = await make(1)
        .apply(work.fail, ['no'])
        .catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(SayWhenError);
      expect(error).toMatchObject({ message: 'no', cause: { name: 'RemoteTraceback' } });
      expect(((error as Error).cause as Error).message).toMatch(/work\.ts:\d+/);
    });

    it('refuses bad input at the call, naming it', async () => {
      const pool = make(1);
      const outer = 1;
      expect(() => pool.applyAsync((n: number) => n + outer, [1])).toThrow(/it uses 'outer'/);
      expect(() => pool.applyAsync(work.sqr, 5 as never)).toThrow(
        new TypeError('args must be an array of arguments, got 5'),
      );
      expect(() => pool.applyAsync(work.sqr, [1], { kwds: [] as never })).toThrow(/kwds must be an object/);
      expect(() => pool.applyAsync(work.sqr, [1], { callback: 5 as never })).toThrow(/callback must be a function/);
      expect(() => pool.applyAsync(work.count, [() => 1])).toThrow(/args\[0\] cannot be sent/);
      await expect(pool.apply(undefined as never)).rejects.toThrow(TypeError);
      expect(await pool.apply(work.sqr, [3])).toBe(9);
    });

    it('POOL-078 refuses a pool as an argument, and as an item', async () => {
      const pool = make(1);
      const message = /pool objects cannot be passed between processes/;
      expect(() => pool.applyAsync(work.count, [1, pool])).toThrow(message);
      expect(() => pool.mapAsync(work.count, [pool])).toThrow(message);
      await expect(pool.imap(work.count, [pool]).next()).rejects.toThrow(message);
      expect(await pool.apply(work.sqr, [3])).toBe(9);
    });
  });

  describe('map', () => {
    it('gives long lists of numbers back as they are, whatever else turns up among them', async () => {
      const pool = make(1);
      const same = (item: unknown): unknown => item;
      const numbers = [NaN, -0, Infinity, 0.1, 2 ** 53, ...range(200)];
      expect(await pool.map(same, numbers, { chunksize: 100 })).toEqual(numbers);
      for (const other of ['text', null, undefined, 1n, { a: 1 }]) {
        const mixed = [...range(100), other, ...range(50)];
        expect(await pool.map(same, mixed, { chunksize: 151 })).toEqual(mixed);
      }
      const halves = await pool.map((n: number) => (n % 2 === 0 ? n : String(n)), range(100), { chunksize: 100 });
      expect(halves).toEqual(range(100).map((n) => (n % 2 === 0 ? n : String(n))));
      const pairs = range(100).map((n): [number, number] => [n, n + 1]);
      expect(await pool.starmap((a: number, b: number) => a - b, pairs, { chunksize: 100 })).toEqual(
        range(100).map(() => -1),
      );
      const later = await pool.map((n: number) => Promise.resolve(n), range(100), { chunksize: 100 });
      expect(later).toEqual(range(100));
    });

    it('POOL-011 gives an empty list for an empty input', async () => {
      const pool = make(1);
      expect(await pool.map(work.sqr, [])).toEqual([]);
      expect(await pool.mapAsync(work.sqr, []).get()).toEqual([]);
      expect(await pool.imap(work.sqr, []).next()).toEqual({ done: true, value: undefined });
      expect(await pool.imapUnordered(work.sqr, []).next()).toEqual({ done: true, value: undefined });
    });

    it('POOL-012 does not stall on an empty input with a chunksize', async () => {
      expect(await make(1).mapAsync(work.sqr, [], { chunksize: 1 }).get({ timeout: 1_000 })).toEqual([]);
    });

    it('POOL-015 gives what a serial map gives, with and without chunksize', async () => {
      const pool = make(2);
      const squares = range(100).map((n) => n * n);
      expect(await pool.map(work.sqr, range(100))).toEqual(squares);
      expect(await pool.mapAsync(work.sqr, new Set(range(100)), { chunksize: 20 }).get()).toEqual(squares);
    });

    it('POOL-016 makes four chunks for each worker', async () => {
      const pool = make(4);
      const submitted = heard('task.submit');
      await pool.map(work.sqr, range(100));
      expect(submitted).toHaveLength(15);
    });

    it('POOL-017 reads a lazy input completely before it starts', async () => {
      const pool = make(2);
      const submitted = heard('task.submit');
      const seen: number[] = [];
      function* input(): Generator<number> {
        for (const n of range(10)) {
          seen.push(submitted.length);
          yield n;
        }
      }
      const result = pool.mapAsync(work.sqr, input());
      expect(seen).toEqual(new Array(10).fill(0));
      expect(submitted.length).toBeGreaterThan(0);
      await result;
    });

    it('POOL-018 fails for an argument that cannot be sent, and does not hang', async () => {
      const pool = make(2);
      const items = [1, 2, 3, 4, 5, 6, 7, 8, 9, () => 10];
      await expect(pool.map(work.count, items)).rejects.toMatchObject({ name: 'SerializationError' });
      expect(await pool.map(work.count, [1])).toEqual([1]);
    });

    it('POOL-019 POOL-021 POOL-022 throws what the input throws, as it is, and again', async () => {
      const pool = make(1);
      for (const make of [() => throwingAt(0), unreadable]) {
        for (let time = 0; time < 2; time++) {
          const error: unknown = await pool.map(work.sqr, make()).catch((thrown: unknown) => thrown);
          expect(error).toBeInstanceOf(SayWhenError);
          expect((error as Error).cause).toBeUndefined();
        }
      }
    });

    it('POOL-023 POOL-024 fails when all calls are done, with the first error to arrive', async () => {
      const pool = make(2);
      const hold = gate();
      const rows: [typeof hold.handle | undefined, string][] = [
        [hold.handle, 'held'],
        [undefined, 'at once'],
      ];
      const result = pool.starmapAsync(work.holdAndFail, rows, { chunksize: 1 });
      await hold.arrived();
      await pool.apply(work.sqr, [1]);
      await settled();
      expect(result.ready()).toBe(false);
      hold.open();
      await expect(result.get()).rejects.toThrow('at once');
    });

    it('POOL-025 carries an error message of a megabyte', async () => {
      const error: unknown = await make(1)
        .map(work.failLoudly, [1_000_000])
        .catch((thrown: unknown) => thrown);
      expect((error as Error).message).toHaveLength(1_000_000);
    });

    it('POOL-027 refuses a chunksize that holds nothing', async () => {
      const pool = make(1);
      for (const chunksize of [0, -1, 1.5, NaN]) {
        expect(() => pool.mapAsync(work.sqr, [1], { chunksize })).toThrow(
          new RangeError(`Chunksize must be 1+, not ${chunksize}`),
        );
        await expect(pool.map(work.sqr, [1], { chunksize })).rejects.toThrow(RangeError);
        expect(() => pool.imap(work.sqr, [1], { chunksize })).toThrow(RangeError);
      }
    });

    it('refuses input that cannot be iterated, and functions that cannot be sent', () => {
      const pool = make(1);
      expect(() => pool.mapAsync(work.sqr, 5 as never)).toThrow(new TypeError('iterable must be iterable, got 5'));
      const asyncInput = (async function* () {})();
      expect(() => pool.mapAsync(work.sqr, asyncInput as never)).toThrow(/async input is for imap\(\)/);
      expect(() => pool.mapAsync(Math.max as never, [])).toThrow(/builtin or bound/);
    });
  });

  describe('starmap', () => {
    it('POOL-013 gives what a serial starmap gives, with and without chunksize', async () => {
      const pool = make(2);
      const pairs = range(50).map((n): [number, number] => [n, n + 1]);
      const products = pairs.map(([a, b]) => a * b);
      expect(await pool.starmap(work.mul, pairs)).toEqual(products);
      expect(await pool.starmap(work.mul, pairs, { chunksize: 20 })).toEqual(products);
    });

    it('POOL-014 gives it later, too', async () => {
      expect(
        await make(1)
          .starmapAsync(work.mul, [
            [2, 3],
            [4, 5],
          ])
          .get(),
      ).toEqual([6, 20]);
    });

    it('takes items of different lengths in one chunk', async () => {
      const rows: unknown[][] = [[], [1], [1, [2]], [undefined]];
      expect(await make(1).starmap(work.count, rows, { chunksize: 4 })).toEqual([0, 1, 2, 1]);
    });

    it('refuses an item that is no list of arguments', async () => {
      await expect(make(1).starmap(work.sqr, [3 as never])).rejects.toThrow(
        new TypeError('each item of a starmap must be an array of arguments, got 3'),
      );
    });
  });
}
