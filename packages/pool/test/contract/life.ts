import { readFileSync } from 'node:fs';
import { BrokenExecutor, InvalidStateError } from '@x/future';
import { createTask, run, sleep } from '@x/event-loop';
import { describe, expect, it, vi } from 'vitest';
import { PoolTerminatedError } from '../../src/index.ts';
import { all, Watched, WatchedAsync } from '../fixtures/inputs.ts';
import { heard, newFile, range, work, type Kind } from '../fixtures/pools.ts';

/** From the constructor to `join()`. */
export function lifeContract({ name, make, gate }: Kind): void {
  describe('the constructor', () => {
    it('POOL-002 starts all workers right away', async () => {
      const started = heard('worker.start');
      const pool = make(3);
      expect(started).toHaveLength(3);
      expect(pool.processes).toBe(3);
      await pool.ready;
    });

    it('refuses a number of workers that makes no sense', () => {
      for (const processes of [0, -1, 0.5, '12' as never, NaN]) {
        expect(() => make(processes)).toThrow(RangeError);
        expect(() => make(processes)).toThrow(/^processes must be a positive int, got/);
      }
    });

    it('POOL-004 refuses an initializer that is no function', () => {
      expect(() => make(1, { initializer: 1 as never })).toThrow(
        new TypeError('initializer must be a function, got number'),
      );
    });

    it('POOL-005 runs the initializer once in each worker, though there is no task', async () => {
      const file = newFile();
      const pool = make(1, { initializer: work.append, initargs: [file, 'ready'] });
      pool.close();
      await pool.join();
      expect(readFileSync(file, 'utf8')).toBe('ready\n');
    });

    it('POOL-006 throws when a worker cannot be started, and ends the others', () => {
      let reads = 0;
      const execArgv = Object.assign([], {
        *[Symbol.iterator]() {
          reads += 1;
          if (reads === 4) throw new Error('no more workers');
          yield* process.execArgv;
        },
      });
      const exits = heard('worker.start');
      expect(() => make(5, { execArgv })).toThrow(
        expect.objectContaining({ cause: expect.objectContaining({ message: 'no more workers' }) as Error }) as Error,
      );
      expect(exits).toHaveLength(3);
    });

    it('passes on the environment', async () => {
      const pool = make(1, { env: { ...process.env, FRUIT: 'fig' } });
      expect(await pool.apply(work.environment, ['FRUIT'])).toBe('fig');
    });

    it('POOL-086 names the workers', async () => {
      const { name: worker } = await make(1).apply(work.whoAmI);
      expect(worker).toMatch(/^PoolWorker-\d+_0$/);
    });

    it('POOL-007 shows kind, state and size', async () => {
      const pool = make(2);
      expect(String(pool)).toBe(`<${name} state=RUN pool_size=2>`);
      pool.close();
      expect(pool.state).toBe('CLOSE');
      await pool.terminate();
      expect(String(pool)).toBe(`<${name} state=TERMINATE pool_size=2>`);
    });
  });

  describe('close', () => {
    it('POOL-066 join() of a pool that runs is refused', async () => {
      const pool = make(1);
      await expect(pool.join()).rejects.toThrow(InvalidStateError);
      await expect(pool.join()).rejects.toThrow(/Pool is still running/);
      expect(() => pool.joinSync()).toThrow(/Pool is still running/);
      expect(await pool.apply(work.sqr, [2])).toBe(4);
    });

    it('POOL-067 a closed pool takes nothing', async () => {
      const pool = make(1);
      pool.close();
      const message = /Pool not running/;
      expect(() => pool.applyAsync(work.sqr, [1])).toThrow(InvalidStateError);
      expect(() => pool.applyAsync(work.sqr, [1])).toThrow(message);
      expect(() => pool.mapAsync(work.sqr, [])).toThrow(message);
      expect(() => pool.starmapAsync(work.sqr, [])).toThrow(message);
      expect(() => pool.imap(work.sqr, [])).toThrow(message);
      expect(() => pool.imapUnordered(work.sqr, [])).toThrow(message);
      expect(() => pool.applySync(work.sqr, [1])).toThrow(message);
      await expect(pool.apply(work.sqr, [1])).rejects.toThrow(message);
      await expect(pool.map(work.sqr, [])).rejects.toThrow(message);
      await expect(pool.starmap(work.sqr, [])).rejects.toThrow(message);
      await pool.join();
      expect(() => pool.applyAsync(work.sqr, [1])).toThrow(message);
    });

    it('POOL-068 close() and join() may be called twice', async () => {
      const pool = make(1);
      pool.close();
      pool.close();
      await pool.join();
      await pool.join();
    });

    it('POOL-069 what was given before is done by the end of join()', async () => {
      const pool = make(2);
      const results = range(20).map((n) => pool.applyAsync(work.sqr, [n]));
      pool.close();
      await pool.join();
      expect(results.every((result) => result.ready())).toBe(true);
      expect(await Promise.all(results)).toEqual(range(20).map((n) => n * n));
    });

    it('POOL-069 that goes for what an iterator has not read, too', async () => {
      const pool = make(2);
      const walk = pool.imap(work.sqr, range(50));
      async function* later(): AsyncGenerator<number> {
        await Promise.resolve();
        yield* range(50);
      }
      const other = pool.imapUnordered(work.sqr, later());
      pool.close();
      await pool.join();
      expect(await all(walk)).toEqual(range(50).map((n) => n * n));
      expect(await all(other)).toHaveLength(50);
    });

    it('does not block on an endless input: terminate() still ends it', async () => {
      const pool = make(1);
      const input = new Watched();
      const walk = pool.imap(work.sqr, input);
      pool.close();
      await expect(pool.join({ timeout: 5 })).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
      expect(input.isClosed).toBe(false);
      await pool.terminate();
      expect(input.isClosed).toBe(true);
      await expect(all(walk)).rejects.toBeInstanceOf(PoolTerminatedError);
    });

    it('join() can be waited for in a loop, within limits, and cancelled', async () => {
      const pool = make(1);
      const hold = gate();
      const held = pool.applyAsync(work.hold, [hold.handle, 1]);
      pool.close();
      await run(async () => {
        const joining = createTask(async () => await pool.join());
        await sleep(0);
        joining.cancel();
        await expect(joining).rejects.toMatchObject({ code: 'ERR_CANCELLED' });
      });
      hold.open();
      await pool.join();
      expect(await held).toBe(1);
    });
  });

  describe('terminate', () => {
    it('POOL-070 ends ten thousand queued calls at once', async () => {
      const pool = make(3);
      const hold = gate();
      const rows = Array.from({ length: 10_000 }, () => [hold.handle, 1] as const);
      const result = pool.starmapAsync(work.hold, rows as never, { chunksize: 1 });
      await hold.arrived();
      await pool.terminate();
      await pool.join();
      expect(hold.arrivals).toBeLessThanOrEqual(3);
      await expect(result).rejects.toBeInstanceOf(PoolTerminatedError);
    });

    it('POOL-071 may come after close(), and twice', async () => {
      const pool = make(1);
      pool.close();
      await pool.terminate();
      await pool.terminate();
      await pool.join();
      expect(pool.state).toBe('TERMINATE');
    });

    it('POOL-072 ends a call that runs for ever', async () => {
      const pool = make(1);
      const hold = gate();
      hold.open();
      const endless = pool.applyAsync(work.holdAndLoop, [hold.handle]);
      await hold.arrived();
      await pool.terminate();
      await expect(endless).rejects.toBeInstanceOf(PoolTerminatedError);
    });

    it('POOL-073 comes at the end of an `await using` block', async () => {
      const pool = make(1);
      {
        await using inner = pool;
        expect(await inner.map(work.sqr, [2])).toEqual([4]);
      }
      expect(pool.state).toBe('TERMINATE');
      expect(() => pool.mapAsync(work.sqr, [1])).toThrow(InvalidStateError);
    });

    it('POOL-077 fails every open result and iterator, once', async () => {
      const pool = make(1);
      const hold = gate();
      const errorCallback = vi.fn<(error: unknown) => void>();
      const walk = pool.imap(work.sqr, new Watched());
      const late = pool.imapUnordered(work.sqr, new WatchedAsync());
      expect(await walk.next()).toMatchObject({ value: 0 });
      const running = pool.applyAsync(work.hold, [hold.handle, 1], { errorCallback });
      const queued = pool.mapAsync(work.sqr, [1, 2]);
      await hold.arrived();
      const pending = pool.imapUnordered(work.sqr, new Watched(), { buffersize: 5 });
      const ended = pool.terminate();
      await expect(running).rejects.toMatchObject({ name: 'PoolTerminatedError', code: 'ERR_POOL_TERMINATED' });
      await expect(queued).rejects.toBeInstanceOf(PoolTerminatedError);
      expect(errorCallback).toHaveBeenCalledOnce();
      for (const open of [walk, late, pending]) {
        await expect(all(open)).rejects.toBeInstanceOf(PoolTerminatedError);
        expect(await open.next()).toEqual({ done: true, value: undefined });
      }
      await ended;
    });

    it('terminateSync() needs no await', async () => {
      const pool = make(1);
      const hold = gate();
      const running = pool.applyAsync(work.hold, [hold.handle, 1]);
      await hold.arrived();
      pool.terminateSync();
      expect(running.ready()).toBe(true);
      await expect(running).rejects.toBeInstanceOf(PoolTerminatedError);
      await pool.join();
    });
  });

  describe('worker life', () => {
    it('POOL-082 a worker that dies is replaced; the call that it ran fails, no other', async () => {
      const pool = make(2);
      const exits = heard('worker.exit');
      const behind = range(10).map((n) => pool.applyAsync(work.sqr, [n]));
      await expect(pool.apply(work.exit, [3])).rejects.toMatchObject({ name: 'WorkerLostError', exitCode: 3 });
      expect(await Promise.all(behind)).toEqual(range(10).map((n) => n * n));
      await pool.ready;
      const hold = gate();
      const both = [pool.applyAsync(work.hold, [hold.handle, 1]), pool.applyAsync(work.hold, [hold.handle, 2])];
      await hold.arrived(2);
      hold.open();
      expect(await Promise.all(both)).toEqual([1, 2]);
      expect(exits).toHaveLength(1);
    });

    it('POOL-084 a failing initializer breaks the pool, and it says so', async () => {
      vi.spyOn(process, 'emitWarning').mockReturnValue();
      const pool = make(1, { initializer: work.fail, initargs: ['cannot begin'] });
      const open = [pool.applyAsync(work.sqr, [1]), pool.mapAsync(work.sqr, [1, 2])];
      const walk = pool.imap(work.sqr, new Watched());
      for (const result of open) {
        const error: unknown = await result.get().then(undefined, (thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(BrokenExecutor);
        expect(error).toMatchObject({ cause: { message: 'cannot begin' } });
      }
      await expect(walk.next()).rejects.toBeInstanceOf(BrokenExecutor);
      expect(() => pool.applyAsync(work.sqr, [1])).toThrow(BrokenExecutor);
      expect(() => pool.mapAsync(work.sqr, [1])).toThrow(BrokenExecutor);
      await walk.return();
      pool.close();
      await pool.join();
    });

    it('POOL-087 a worker may have a pool of its own', async () => {
      expect(await make(1).apply(work.poolWithin, [[1, 2, 3]])).toEqual([2, 3, 4]);
    });
  });
}
