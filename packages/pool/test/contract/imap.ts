import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { CancelledError, TimeoutError } from '@x/future';
import { createTask, run, sleep } from '@x/event-loop';
import { settled } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import type { IMapIterator } from '../../src/index.ts';
import { SayWhenError } from '../fixtures/errors.ts';
import { all, throwingAt, Watched, WatchedAsync } from '../fixtures/inputs.ts';
import { heard, range, work, type Kind } from '../fixtures/pools.ts';

const END = { done: true, value: undefined };

/** Takes results until the iterator throws or ends. */
async function taken<R>(walk: IMapIterator<R>): Promise<{ values: R[]; error: unknown }> {
  const values: R[] = [];
  try {
    for (let step = await walk.next(); step.done !== true; step = await walk.next()) values.push(step.value);
    return { values, error: undefined };
  } catch (error) {
    return { values, error };
  }
}

/** `imap` and `imapUnordered`. */
export function imapContract({ make, gate }: Kind): void {
  describe('imap', () => {
    it('POOL-047 gives the results in order, and after the last one the end, again and again', async () => {
      const walk = make(2).imap(work.sqr, range(10));
      expect((await taken(walk)).values).toEqual(range(10).map((n) => n * n));
      expect(await walk.next()).toEqual(END);
      expect(await walk.next()).toEqual(END);
    });

    it('POOL-048 gives a thousand in chunks of a hundred', async () => {
      const walk = make(2).imap(work.sqr, range(1_000), { chunksize: 100 });
      expect(await all(walk)).toEqual(range(1_000).map((n) => n * n));
    });

    it('POOL-049 throws what the input throws at once, every time', async () => {
      const pool = make(1);
      for (let time = 0; time < 2; time++) {
        await expect(pool.imap(work.sqr, throwingAt(0)).next()).rejects.toBeInstanceOf(SayWhenError);
      }
    });

    it.each([
      ['POOL-050', 1, 3, 3],
      ['POOL-051', 2, 7, 6],
      ['POOL-052', 4, 7, 4],
    ])('%s chunks of %i: an input that throws at %i has given %i results', async (_id, chunksize, when, count) => {
      const walk = make(2).imap(work.sqr, throwingAt(when, 20), { chunksize });
      const { values, error } = await taken(walk);
      expect(values).toEqual(range(count).map((n) => n * n));
      expect(error).toBeInstanceOf(SayWhenError);
      expect(await walk.next(), 'POOL-053').toEqual(END);
    });

    it('POOL-053 is over after an error of the input', async () => {
      const walk = make(1).imap(work.sqr, throwingAt(1));
      expect(await walk.next()).toMatchObject({ value: 0 });
      await expect(walk.next()).rejects.toBeInstanceOf(SayWhenError);
      expect(await walk.next()).toEqual(END);
    });

    it.each([
      ['POOL-054', 1],
      ['POOL-055', 2],
      ['POOL-055', 4],
    ])('%s goes on behind a call that failed, in chunks of %i', async (_id, chunksize) => {
      const walk = make(1).imap(work.invert, [1, 0, 2, 4], { chunksize });
      expect(await walk.next()).toMatchObject({ value: 1 });
      await expect(walk.next()).rejects.toThrow('division by zero');
      expect((await taken(walk)).values).toEqual([0.5, 0.25]);
    });

    it('POOL-063 POOL-064 reads an endless input no further than its window', async () => {
      const pool = make(1);
      const input = new Watched();
      const walk = pool.imap(work.sqr, input, { buffersize: 3 });
      expect(input.read).toBe(3);
      // Its only worker has done what was read.
      await pool.apply(work.sqr, [1]);
      expect(input.read).toBe(3);
      await walk.next();
      expect(input.read).toBe(4);
      await pool.apply(work.sqr, [1]);
      expect(input.read).toBe(4);
      await walk.return();
      expect(input.isClosed).toBe(true);
      expect(await walk.next()).toEqual(END);
    });

    it('POOL-064 counts items in its window, not chunks, and takes two chunks for each worker by default', async () => {
      const pool = make(2);
      const [counted, chunked] = [new Watched(), new Watched()];
      const walk = pool.imap(work.sqr, counted, { buffersize: 4, chunksize: 2 });
      expect(counted.read).toBe(4);
      await walk.next();
      expect(counted.read).toBe(4);
      await walk.next();
      expect(counted.read).toBe(6);
      const other = pool.imap(work.sqr, chunked, { chunksize: 10 });
      expect(chunked.read).toBe(40);
      await Promise.all([walk.return(), other.return()]);
    });

    it('lets go of the input when a loop is left early', async () => {
      const input = new Watched();
      for await (const square of make(1).imap(work.sqr, input)) if (square > 10) break;
      expect(input.isClosed).toBe(true);
    });

    it('cancels what has not begun when a loop is left early', async () => {
      const pool = make(1);
      const submitted = heard('task.submit') as { future: { cancelled(): boolean } }[];
      const hold = gate();
      const walk = pool.imap((handle: unknown) => handle, range(8), { buffersize: 8 });
      await walk.next();
      const held = pool.applyAsync(work.hold, [hold.handle, 1]);
      await hold.arrived();
      const queued = pool.imap(work.sqr, range(8), { buffersize: 8 });
      await queued.return();
      expect(submitted.filter(({ future }) => future.cancelled())).toHaveLength(8);
      hold.open();
      expect(await held).toBe(1);
      await walk.return();
    });

    it('reads async input, as results are taken', async () => {
      const input = new WatchedAsync();
      const walk = make(2).imap(work.sqr, input, { buffersize: 2 });
      expect(await walk.next()).toMatchObject({ value: 0 });
      expect(await walk.next()).toMatchObject({ value: 1 });
      await settled();
      expect(input.read).toBe(4);
      await walk.return();
      await settled();
      expect(input.isClosed).toBe(true);
    });

    it('throws what async input throws, after the results before it', async () => {
      async function* input(): AsyncGenerator<number> {
        yield* throwingAt(2);
        await Promise.resolve();
      }
      const { values, error } = await taken(make(1).imap(work.sqr, input()));
      expect(values).toEqual([0, 1]);
      expect(error).toBeInstanceOf(SayWhenError);
    });

    it("reads its input in the context of the caller, and in nobody's task", async () => {
      const storage = new AsyncLocalStorage<string>();
      const seen: unknown[] = [];
      const pool = make(1);
      async function* input(): AsyncGenerator<number> {
        for (const n of range(4)) {
          // Long enough for the cancelling to come before its end.
          await sleep(5);
          seen.push(storage.getStore());
          yield n;
        }
      }
      await run(async () => {
        const made = Promise.withResolvers<IMapIterator<number>>();
        const task = createTask(async () => {
          const walk = storage.run('caller', () => pool.imap(work.sqr, input(), { buffersize: 1 }));
          made.resolve(walk);
          await walk.next();
        });
        const walk = await made.promise;
        task.cancel();
        await expect(task).rejects.toBeInstanceOf(CancelledError);
        expect(await all(walk)).toEqual([0, 1, 4, 9]);
      });
      expect(seen).toEqual(new Array(4).fill('caller'));
    });

    it('gives up a next() at its timeout, and loses nothing', async () => {
      const pool = make(1);
      const hold = gate();
      const walk = pool.imap(work.hold as (handle: unknown) => unknown, [hold.handle]);
      await expect(walk.next({ timeout: 1 })).rejects.toBeInstanceOf(TimeoutError);
      await expect(walk.next({ timeout: -1 })).rejects.toThrow(RangeError);
      hold.open();
      expect(await walk.next()).toMatchObject({ done: false });
      expect(await walk.next()).toEqual(END);
    });

    it('answers several calls of next() in their order', async () => {
      const walk = make(2).imap(work.sqr, range(3), { chunksize: 2 });
      const steps = await Promise.all([walk.next(), walk.next(), walk.next(), walk.next(), walk.next()]);
      expect(steps.map(({ value }) => value)).toEqual([0, 1, 4, undefined, undefined]);
    });

    it('hands the result on when the one who waited for it is cancelled, before it comes or on its way', async () => {
      const pool = make(1);
      const onFinish = (act: () => void): void => {
        const listen = (): void => {
          unsubscribe('x.executor.task.finish', listen);
          act();
        };
        subscribe('x.executor.task.finish', listen);
      };
      for (const isOnItsWay of [false, true]) {
        const hold = gate();
        const walk = pool.imap(work.hold as (handle: unknown) => unknown, [hold.handle]);
        await hold.arrived();
        await run(async () => {
          const first = createTask(async () => await walk.next());
          const second = createTask(async () => await walk.next());
          await sleep(0);
          if (isOnItsWay) onFinish(() => first.cancel());
          else first.cancel();
          hold.open();
          await expect(first).rejects.toBeInstanceOf(CancelledError);
          expect(await second).toMatchObject({ done: false });
        });
      }
    });

    it('refuses a buffer that holds no chunk', () => {
      const pool = make(1);
      expect(() => pool.imap(work.sqr, [1], { chunksize: 3, buffersize: 2 })).toThrow(
        new RangeError('buffersize must be at least chunksize (3), got 2'),
      );
      expect(() => pool.imap(work.sqr, [1], { buffersize: NaN })).toThrow(RangeError);
      expect(() => pool.imap(Math.max as never, [])).toThrow(TypeError);
    });
  });

  describe('imapUnordered', () => {
    it('POOL-056 gives the same results, in any order', async () => {
      const pool = make(2);
      const squares = range(1_000).map((n) => n * n);
      const sorted = (values: number[]): number[] => values.sort((a, b) => a - b);
      expect(sorted(await all(pool.imapUnordered(work.sqr, range(10))))).toEqual(squares.slice(0, 10));
      const chunked = pool.imapUnordered(work.sqr, range(1_000), { chunksize: 100 });
      expect(sorted(await all(chunked))).toEqual(squares);
    });

    it('gives first what is done first', async () => {
      const pool = make(2);
      const hold = gate();
      const rows: unknown[] = [hold.handle, undefined];
      const walk = pool.imapUnordered(work.holdAndFail as unknown as (handle: unknown) => never, rows.slice(0, 1));
      const quick = pool.imapUnordered(work.sqr, [3]);
      expect(await quick.next()).toMatchObject({ value: 9 });
      hold.open();
      await expect(walk.next()).rejects.toBeInstanceOf(SayWhenError);
    });

    it('POOL-057 throws what the input throws at once', async () => {
      await expect(make(1).imapUnordered(work.sqr, throwingAt(0)).next()).rejects.toBeInstanceOf(SayWhenError);
    });

    it.each([
      [1, 3, 10],
      [2, 7, 20],
    ])(
      'POOL-058 chunks of %i: the input throws at %i of %i, after results each of which is right',
      async (...facts) => {
        const [chunksize, when, end] = facts;
        const { values, error } = await taken(make(2).imapUnordered(work.sqr, throwingAt(when, end), { chunksize }));
        expect(error).toBeInstanceOf(SayWhenError);
        expect(new Set(values).size).toBe(values.length);
        for (const value of values) expect(range(when).map((n) => n * n)).toContain(value);
      },
    );

    it('POOL-059 throws the error of a single call, then ends', async () => {
      const walk = make(1).imapUnordered(work.invert, [0]);
      await expect(walk.next()).rejects.toThrow('division by zero');
      expect(await walk.next()).toEqual(END);
    });
  });
}
