import { AsyncLocalStorage } from 'node:async_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CancelledError, InvalidStateError, TimeoutError } from '@x/future';
import { createTask, run } from '@x/event-loop';
import { settled } from '@x/test-kit';
import { describe, expect, it, vi } from 'vitest';
import { MaybeEncodingError } from '../../src/index.ts';
import { SayWhenError } from '../fixtures/errors.ts';
import { work, type Kind } from '../fixtures/pools.ts';

/** {@link AsyncResult} and the callbacks. */
export function asyncResultContract({ make, gate }: Kind): void {
  describe('AsyncResult', () => {
    it('POOL-030 POOL-033 is ready when the call is done', async () => {
      const pool = make(1);
      const hold = gate();
      const result = pool.applyAsync(work.hold, [hold.handle, 49]);
      await hold.arrived();
      expect(result.ready()).toBe(false);
      expect(String(result)).toBe('<AsyncResult pending>');
      hold.open();
      expect(await result.get()).toBe(49);
      expect(result.ready()).toBe(true);
      expect(String(result)).toBe('<AsyncResult ready>');
    });

    it('POOL-031 POOL-036 get() gives up at the timeout; the call goes on, and get() works later', async () => {
      const pool = make(1);
      const hold = gate();
      const result = pool.applyAsync(work.hold, [hold.handle, 'kept']);
      await hold.arrived();
      await expect(result.get({ timeout: 1 })).rejects.toBeInstanceOf(TimeoutError);
      expect(result.ready()).toBe(false);
      hold.open();
      expect(await result.get()).toBe('kept');
    });

    it('wait() says nothing: neither of a timeout nor of a failure', async () => {
      const pool = make(1);
      const hold = gate();
      const result = pool.applyAsync(work.holdAndFail, [hold.handle, 'later']);
      await result.wait({ timeout: 1 });
      expect(result.ready()).toBe(false);
      const reason = new Error('enough');
      const waiting = result.wait({ signal: AbortSignal.abort(reason) });
      await expect(waiting).rejects.toBe(reason);
      hold.open();
      await result.wait();
      expect(result.successful()).toBe(false);
    });

    it('POOL-034 successful() throws before the call is done', async () => {
      const pool = make(1);
      const hold = gate();
      const result = pool.applyAsync(work.hold, [hold.handle, 1]);
      expect(() => result.successful()).toThrow(InvalidStateError);
      expect(() => result.successful()).toThrow(/not ready/);
      hold.open();
      await result;
    });

    it('POOL-035 successful() tells a value from an error', async () => {
      const pool = make(1);
      const [good, bad] = [pool.applyAsync(work.sqr, [2]), pool.applyAsync(work.fail, ['no'])];
      await Promise.all([good.wait(), bad.wait()]);
      expect([good.successful(), bad.successful()]).toEqual([true, false]);
    });

    it('POOL-026 lets go of the arguments when the call is done', async () => {
      setFlagsFromString('--expose-gc');
      const collect = runInNewContext('gc') as () => void;
      const pool = make(1);
      const send = (): [WeakRef<object>, PromiseLike<number>] => {
        const argument = { bytes: new Uint8Array(1_000) };
        return [new WeakRef(argument), pool.applyAsync(work.count, [argument])];
      };
      const [reference, result] = send();
      expect(await result).toBe(1);
      await vi.waitUntil(() => {
        collect();
        return reference.deref() === undefined;
      });
    });
  });

  describe('callbacks', () => {
    it('POOL-038 callback gets the value once, before get() returns', async () => {
      const events: unknown[] = [];
      const result = make(1).applyAsync(work.sqr, [3], { callback: (value) => events.push(value) });
      await result.get().then(() => events.push('got'));
      expect(events).toEqual([9, 'got']);
    });

    it('POOL-039 of a map it gets the whole list', async () => {
      const callback = vi.fn<(values: number[]) => void>();
      await make(1).mapAsync(work.parse, ['1'], { callback });
      expect(callback.mock.calls).toEqual([[[1]]]);
    });

    it('POOL-040 POOL-041 errorCallback gets the error, and get() throws it, too', async () => {
      const pool = make(1);
      const callback = vi.fn<(value: unknown) => void>();
      const errorCallback = vi.fn<(error: unknown) => void>();
      await expect(pool.mapAsync(work.parse, ['a'], { callback, errorCallback })).rejects.toThrow(RangeError);
      await expect(pool.applyAsync(work.fail, ['no'], { callback, errorCallback })).rejects.toThrow(SayWhenError);
      expect(callback).not.toHaveBeenCalled();
      expect(errorCallback.mock.calls).toEqual([[expect.any(RangeError)], [expect.any(SayWhenError)]]);
    });

    it('POOL-042 of an empty map none is called', async () => {
      const callback = vi.fn<() => void>();
      const result = make(1).mapAsync(work.sqr, [], { callback, errorCallback: callback });
      expect([result.ready(), result.successful()]).toEqual([true, true]);
      await result;
      expect(callback).not.toHaveBeenCalled();
    });

    it('POOL-043 errorCallback of a map is called once, after the last chunk', async () => {
      const pool = make(2);
      const hold = gate();
      const errorCallback = vi.fn<(error: unknown) => void>();
      const rows = [
        [undefined, 'first'],
        [hold.handle, 'last'],
      ] as const;
      const result = pool.starmapAsync(work.holdAndFail, rows as never, { chunksize: 1, errorCallback });
      await hold.arrived();
      await pool.apply(work.sqr, [1]);
      expect(errorCallback).not.toHaveBeenCalled();
      hold.open();
      await result.wait();
      expect(errorCallback).toHaveBeenCalledOnce();
      expect(errorCallback.mock.lastCall?.[0]).toMatchObject({ message: 'first' });
    });

    it('POOL-044 one that throws is logged, and costs nothing else', async () => {
      const log = vi.spyOn(console, 'error').mockReturnValue();
      const pool = make(1);
      const callback = (): never => {
        throw new Error('my own fault');
      };
      expect(await pool.applyAsync(work.sqr, [2], { callback })).toBe(4);
      expect(log).toHaveBeenCalledOnce();
      expect(log.mock.lastCall?.[1]).toMatchObject({ message: 'my own fault' });
      expect(await pool.apply(work.sqr, [3])).toBe(9);
    });

    it('see the AsyncLocalStorage of the caller', async () => {
      const pool = make(1);
      const storage = new AsyncLocalStorage<string>();
      const seen: unknown[] = [];
      const note = (): unknown => seen.push(storage.getStore());
      await storage.run('caller', () => pool.applyAsync(work.sqr, [2], { callback: note }).wait());
      await storage.run('caller', () => pool.mapAsync(work.fail, ['no'], { errorCallback: note }).wait());
      expect(seen).toEqual(['caller', 'caller']);
    });
  });

  describe('results that cannot be sent', () => {
    it('POOL-045 POOL-046 fail with MaybeEncodingError, every time, and cost no worker', async () => {
      const pool = make(1);
      const before = await pool.apply(work.whoAmI);
      for (let time = 0; time < 20; time++) {
        const errorCallback = vi.fn<(error: unknown) => void>();
        const result = pool.applyAsync(work.unsendable, [], { errorCallback });
        await result.wait();
        const error = errorCallback.mock.lastCall?.[0] as MaybeEncodingError;
        await expect(result).rejects.toBe(error);
        expect(error).toBeInstanceOf(MaybeEncodingError);
        expect(error.code).toBe('ERR_MAYBE_ENCODING');
        expect(error.exc).not.toBe('');
        expect(error.value).not.toBe('');
        expect(error.message).toBe(`Error sending result: '${error.value}'. Reason: '${error.exc}'`);
      }
      expect(await pool.apply(work.whoAmI)).toEqual(before);
    });

    it('fail only their own items', async () => {
      const pool = make(1);
      await expect(pool.map(work.unsendableFor, [1, 2, 3])).rejects.toBeInstanceOf(MaybeEncodingError);
      const walk = pool.imap(work.unsendableFor, [1, 2, 3], { chunksize: 3 });
      expect(await walk.next()).toMatchObject({ value: 1 });
      await expect(walk.next()).rejects.toBeInstanceOf(MaybeEncodingError);
      expect(await walk.next()).toMatchObject({ value: 3 });
    });
  });

  describe('cancelling', () => {
    it('a signal takes back a call that has not begun', async () => {
      const pool = make(1);
      const hold = gate();
      const first = pool.applyAsync(work.hold, [hold.handle, 1]);
      await hold.arrived();
      const controller = new AbortController();
      const errorCallback = vi.fn<(error: unknown) => void>();
      const queued = pool.applyAsync(work.sqr, [2], { signal: controller.signal, errorCallback });
      controller.abort('changed my mind');
      await expect(queued).rejects.toBeInstanceOf(CancelledError);
      expect(errorCallback.mock.lastCall?.[0]).toMatchObject({ args: ['changed my mind'] });
      expect(queued.successful()).toBe(false);
      hold.open();
      expect(await first).toBe(1);
    });

    it('a signal tells a call that runs', async () => {
      const pool = make(1);
      const hold = gate();
      const controller = new AbortController();
      const running = pool.applyAsync(work.holdGently, [hold.handle], { signal: controller.signal });
      hold.open();
      await hold.arrived();
      controller.abort('stop it');
      expect(await running).toBe('stopped: stop it');
    });

    it('a cancelled task takes back what has not begun of the call that it awaits', async () => {
      const pool = make(1);
      const hold = gate();
      const first = pool.applyAsync(work.hold, [hold.handle, 1]);
      await hold.arrived();
      const submitted = pool.mapAsync(work.sqr, [1, 2, 3], { chunksize: 1 });
      await run(async () => {
        const task = createTask(async () => await submitted);
        await settled();
        task.cancel();
        await expect(task).rejects.toBeInstanceOf(CancelledError);
      });
      expect(submitted.future.cancelled()).toBe(true);
      hold.open();
      expect(await first).toBe(1);
      expect(await pool.apply(work.sqr, [4])).toBe(16);
    });

    it('a cancelled get() leaves the call alone', async () => {
      const pool = make(1);
      const hold = gate();
      const result = pool.applyAsync(work.hold, [hold.handle, 'kept']);
      await hold.arrived();
      await run(async () => {
        const task = createTask(async () => await result.get());
        await settled();
        task.cancel();
        await expect(task).rejects.toBeInstanceOf(CancelledError);
      });
      hold.open();
      expect(await result).toBe('kept');
    });
  });
}
