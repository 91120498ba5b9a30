import { RuntimeError } from '@x/future';
import { createTask, run, sleep } from '@x/event-loop';
import type { WorkerGate } from '@x/test-kit/worker-gate';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AnyFunction } from '@x/executor';
import { newFile } from '../fixtures/pools.ts';
import { readJson, runs } from '../fixtures/runs.ts';

/** What {@link Thread} and {@link Process} have in common. */
export interface Runnable {
  name: string;
  daemon: boolean;
  start(): void;
  isAlive(): boolean;
  join(options?: { timeout?: number; signal?: AbortSignal }): Promise<void>;
  joinSync(options?: { timeout?: number }): void;
  toString(): string;
}

export interface RunnableOptions {
  readonly target?: AnyFunction;
  readonly name?: string;
  readonly args?: readonly unknown[];
  readonly kwargs?: Readonly<Record<string, unknown>>;
  readonly daemon?: boolean;
}

/** The ids of one kind of handle; what has none is tested all the same. */
export interface RunnableIds {
  readonly args: string;
  readonly again: string;
  readonly unstarted: string;
  readonly lateDaemon: string;
  readonly daemon: string;
  readonly limit: string;
  readonly negative: string;
}

/** What a started function does alike in a thread and in a process. */
export function runnableContract(
  ids: RunnableIds,
  make: (options?: RunnableOptions) => Runnable,
  createGate: () => WorkerGate,
): void {
  const gate = (): WorkerGate => {
    const made = createGate();
    onTestFinished(() => {
      made.open();
      made.remove?.();
    });
    return made;
  };

  describe('contract', () => {
    it(`${ids.args} passes args unflattened, and kwargs behind them`, async () => {
      const file = newFile();
      const handle = make({ target: runs.store, args: [file, ['a', ['b']], 2], kwargs: { depth: 3 } });
      handle.start();
      await handle.join();
      expect(readJson(file)).toEqual([['a', ['b']], 2, { depth: 3 }]);
    });

    it('runs a self-contained function, and one that is async', async () => {
      const file = newFile();
      const handle = make({
        target: async (path: string) => {
          const { writeFileSync } = await import('node:fs');
          writeFileSync(path, '"done"');
        },
        args: [file],
      });
      handle.start();
      await handle.join();
      expect(readJson(file)).toBe('done');
    });

    it('is over at once without a target', async () => {
      const handle = make();
      handle.start();
      await handle.join();
      expect(handle.isAlive()).toBe(false);
    });

    it(`${ids.again} is started once`, async () => {
      const handle = make();
      handle.start();
      expect(() => handle.start()).toThrow(RuntimeError);
      await handle.join();
      expect(() => handle.start()).toThrow(RuntimeError);
    });

    it(`${ids.unstarted} cannot be joined before it is started`, async () => {
      await expect(make().join()).rejects.toBeInstanceOf(RuntimeError);
      expect(() => make().joinSync()).toThrow(RuntimeError);
    });

    it(`${ids.limit} join() gives up at its timeout, says nothing, and works later`, async () => {
      const hold = gate();
      const handle = make({ target: runs.hold, args: [hold.handle] });
      handle.start();
      await hold.arrived();
      await handle.join({ timeout: 1 });
      handle.joinSync({ timeout: 1 });
      expect(handle.isAlive()).toBe(true);
      hold.open();
      await handle.join();
      expect(handle.isAlive()).toBe(false);
      await handle.join();
    });

    it(`${ids.negative} takes a negative timeout for 0, and refuses NaN`, async () => {
      const hold = gate();
      const handle = make({ target: runs.hold, args: [hold.handle] });
      handle.start();
      await handle.join({ timeout: 0 });
      await handle.join({ timeout: -5 });
      handle.joinSync({ timeout: -5 });
      await expect(handle.join({ timeout: NaN })).rejects.toThrow(RangeError);
      expect(() => handle.joinSync({ timeout: NaN })).toThrow(RangeError);
      expect(handle.isAlive()).toBe(true);
      hold.open();
      await handle.join();
    });

    it('joinSync() blocks until it is over', () => {
      const file = newFile();
      const handle = make({ target: runs.store, args: [file, 1] });
      handle.start();
      handle.joinSync();
      expect(handle.isAlive()).toBe(false);
      expect(readJson(file)).toEqual([1]);
    });

    it('join() ends alone when its signal or its task is cancelled', async () => {
      const hold = gate();
      const handle = make({ target: runs.hold, args: [hold.handle] });
      handle.start();
      const reason = new Error('enough');
      await expect(handle.join({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      await run(async () => {
        const joining = createTask(async () => await handle.join());
        await sleep(0);
        joining.cancel();
        await expect(joining).rejects.toMatchObject({ code: 'ERR_CANCELLED' });
      });
      expect(handle.isAlive()).toBe(true);
      hold.open();
      await handle.join();
    });

    it('join() works for many at once', async () => {
      const hold = gate();
      const handle = make({ target: runs.hold, args: [hold.handle] });
      handle.start();
      const joins = Array.from({ length: 10 }, () => handle.join());
      hold.open();
      await Promise.all(joins);
      expect(handle.isAlive()).toBe(false);
    });

    it(`${ids.daemon} is no daemon unless asked to be, and shows it`, () => {
      expect(make().daemon).toBe(false);
      expect(make({ daemon: false }).daemon).toBe(false);
      expect(make({ daemon: true }).daemon).toBe(true);
      expect(String(make({ daemon: true }))).toContain('daemon');
      expect(String(make())).not.toContain('daemon');
      const later = make();
      later.daemon = true;
      expect(later.daemon).toBe(true);
    });

    it(`${ids.lateDaemon} cannot become a daemon when it has started`, async () => {
      const handle = make();
      handle.start();
      expect(() => (handle.daemon = true)).toThrow(RuntimeError);
      await handle.join();
      expect(() => (handle.daemon = true)).toThrow(RuntimeError);
    });

    it('join() waits for a daemon, too', async () => {
      const file = newFile();
      const handle = make({ target: runs.store, args: [file, 1], daemon: true });
      handle.start();
      await handle.join();
      expect(readJson(file)).toEqual([1]);
    });

    it('refuses bad input in the constructor, naming it', () => {
      const outer = 1;
      expect(() => make({ target: 5 as never })).toThrow(/^target must be a function/);
      expect(() => make({ target: () => outer })).toThrow(/it uses 'outer'/);
      expect(() => make({ args: 5 as never })).toThrow(new TypeError('args must be an array of arguments, got 5'));
      expect(() => make({ kwargs: 5 as never })).toThrow(new TypeError('kwargs must be an object, got 5'));
      expect(() => make({ args: [() => 1] })).toThrow(/args\[0\] cannot be sent/);
    });

    it('refuses at the start what turns out not to be sendable, and has not started', () => {
      const bad = {
        get value(): never {
          throw new RangeError('unreadable');
        },
      };
      const handle = make({ target: runs.store, args: ['nowhere', bad] });
      expect(() => handle.start()).toThrow('unreadable');
      expect(handle.isAlive()).toBe(false);
      expect(String(handle)).toContain('initial');
    });
  });
}
