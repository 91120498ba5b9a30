import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CancelledError, RuntimeError, TimeoutError, type Future } from '@x/future';
import type { WorkerGate } from '@x/test-kit/worker-gate';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import {
  SerializationError,
  taskModule,
  type TaskModule,
  type WorkerExecutor,
  type WorkerOptions,
} from '../../src/index.ts';
import { Overflow } from '../fixtures/errors.ts';
import { untilCollected } from '../fixtures/collect-garbage.ts';

export const work: TaskModule<typeof import('../fixtures/work.ts')> = taskModule(
  new URL('../fixtures/work.ts', import.meta.url),
);

/** What every executor on workers does, whatever its workers are. */
export function executorContract(
  kind: string,
  create: (options?: WorkerOptions) => WorkerExecutor,
  createGate: () => WorkerGate,
): void {
  let executor: WorkerExecutor;

  function make(options?: WorkerOptions): WorkerExecutor {
    const made = create(options);
    onTestFinished(() => made.killWorkers());
    return made;
  }

  function gate(): WorkerGate {
    const made = createGate();
    onTestFinished(() => {
      made.open();
      made.remove?.();
    });
    return made;
  }

  describe(`${kind}: contract`, () => {
    describe('submit', () => {
      beforeEach(() => void (executor = make({ maxWorkers: 2 })));

      it('EXEC-001 gives the future of the result', async () => {
        const future = executor.submit(work.pow, 2, 8);
        expect(future.state).toBe('pending');
        expect(await future).toBe(256);
        expect(future.state).toBe('finished');
      });

      it('EXEC-005 EXEC-109 delivers what the task throws, and keeps its worker', async () => {
        const one = make({ maxWorkers: 1 });
        const { pid, threadId } = await one.submit(work.whoAmI);
        await expect(one.submit(work.fail, 'no')).rejects.toThrow('no');
        expect(await one.submit(work.whoAmI)).toMatchObject({ pid, threadId });
      });

      it('EXEC-006 waits for a task that is async', async () => {
        expect(await executor.submit(work.later, 7)).toBe(7);
        await expect(executor.submit(work.failLater, 'late')).rejects.toThrow(RangeError);
      });

      it('EXEC-007 refuses a function that uses outer names, naming them', () => {
        const outer = 3;
        expect(() => executor.submit((n: number) => n * outer, 2)).toThrow(
          /fn cannot be sent to a worker: it uses 'outer'/,
        );
        expect(executor.stats.workers).toBe(0);
      });

      it('EXEC-008 refuses bound functions, methods and classes', () => {
        const object = {
          method() {
            return 1;
          },
        };
        expect(() => executor.submit(object.method.bind(object))).toThrow(TypeError);
        // eslint-disable-next-line @typescript-eslint/unbound-method -- on purpose
        expect(() => executor.submit(object.method)).toThrow(TypeError);
        expect(() => executor.submit(Map as never)).toThrow(TypeError);
        expect(() => executor.submit(Math.max, 1, 2)).toThrow(/builtin or bound/);
        expect(() => executor.submit(undefined as never)).toThrow('fn must be a function, got undefined');
      });

      it('EXEC-009 runs a module task in the scope of its module', async () => {
        expect((await executor.submit(work.whoAmI)).url).toBe(new URL('../fixtures/work.ts', import.meta.url).href);
      });

      it('EXEC-010 fails the future of a missing export, naming it and its module', async () => {
        const { gone } = work as unknown as { gone: () => void };
        await expect(executor.submit(gone)).rejects.toThrow(/work\.ts has no export 'gone'/);
        const { notAFunction } = work as unknown as { notAFunction: () => void };
        await expect(executor.submit(notAFunction)).rejects.toThrow(TypeError);
        expect(await executor.submit(work.pow, 3, 2)).toBe(9);
      });

      it('EXEC-012 lets go of the arguments when the task is over, though the future is kept', async () => {
        const send = (): [Future<number>, WeakRef<object>] => {
          const bytes = new Uint8Array(10);
          return [executor.submit(work.sumBytes, bytes), new WeakRef(bytes)];
        };
        const [future, bytes] = send();
        await future;
        await untilCollected(bytes);
        expect(future.result()).toBe(0);
      });

      it('EXEC-013 starts tasks in the order of submission', async () => {
        const one = make({ maxWorkers: 1 });
        const file = tempFile();
        const lines = Array.from({ length: 20 }, (_, index) => String(index));
        await Promise.all(lines.map((line) => one.submit(work.log, file, line)));
        expect(readFileSync(file, 'utf8').trim().split('\n')).toEqual(lines);
      });

      it('EXEC-100 refuses at the call what cannot be cloned, and works on', async () => {
        expect(() => executor.submit(work.later, () => 1)).toThrow(
          /args\[0\] cannot be sent to a worker: it is a function/,
        );
        expect(() => executor.submit(work.later, { done: [Symbol('x')] })).toThrow(/args\[0\]\.done\[0\]/);
        expect(() => executor.submit(work.later, Promise.resolve(1))).toThrow(/args\[0\].*await it/);
        expect(await executor.submit(work.pow, 2, 2)).toBe(4);
      });

      it('EXEC-100 fails only the future whose argument throws when it is cloned', async () => {
        const bad = {
          get value(): never {
            throw new RangeError('unreadable');
          },
        };
        const futures = [
          executor.submit(work.pow, 2, 1),
          executor.submit(work.later, bad),
          executor.submit(work.pow, 2, 2),
        ];
        const error = await futures[1]!.getException();
        expect(error).toBeInstanceOf(SerializationError);
        expect(error).toMatchObject({ what: 'argument', cause: new RangeError('unreadable') });
        expect(await Promise.all([futures[0], futures[2]])).toEqual([2, 4]);
      });

      it('EXEC-100 a callback of one that cannot be sent may cancel the next one', async () => {
        const one = make({ maxWorkers: 1 });
        for (let n = 0; n < 10; n++) await one.submit(work.pow, n, 1);
        const hold = gate();
        const held = one.submit(work.hold, hold.handle);
        const bad = one.submit(work.later, {
          get value(): never {
            throw new RangeError('unreadable');
          },
        });
        const next = one.submit(work.later, 1);
        bad.addDoneCallback(() => next.cancel());
        hold.open();
        await Promise.allSettled([held, bad, next]);
        expect(next.cancelled()).toBe(true);
        expect(one.stats.pending).toBe(0);
        const behind = one.submit(work.hold, hold.handle);
        expect(await one.submit(work.pow, 2, 2)).toBe(4);
        await behind;
      });

      it('EXEC-102 fails only the future whose result cannot be cloned', async () => {
        for (const which of ['function', 'symbol', 'nested', 'weak']) {
          const error = await executor.submit(work.giveBack, which).getException();
          expect(error, which).toBeInstanceOf(SerializationError);
          expect(error).toMatchObject({ what: 'result', code: 'ERR_SERIALIZATION' });
        }
        expect(await executor.submit(work.pow, 2, 2)).toBe(4);
      });

      it('EXEC-136 refuses an executor as an argument', () => {
        expect(() => executor.submit(work.later, executor)).toThrow(/args\[0\].*executor stays in its thread/);
      });
    });

    describe('errors', () => {
      beforeEach(() => void (executor = make({ maxWorkers: 1 })));

      it('EXEC-014 keeps class, message, own properties and stack', async () => {
        const error = await executor.submit(work.overflow, 'south', 400).getException();
        expect(error).toBeInstanceOf(Overflow);
        expect(error).toMatchObject({ name: 'Overflow', message: 'south: 400', litres: 400 });
        expect((error as Error).stack).toMatch(/work\.ts:\d+/);
      });

      it('EXEC-014 keeps the chain of causes, and what is in an AggregateError', async () => {
        const error = (await executor.submit(work.failRich).getException()) as TypeError & Record<string, unknown>;
        expect(error).toBeInstanceOf(TypeError);
        expect(error).toMatchObject({
          name: 'Unregistered',
          message: 'outer',
          code: 'E_RICH',
          detail: { deep: [1, 2] },
        });
        expect(error['callback']).toBe('the function callback');
        const cause = error.cause as AggregateError;
        expect(cause).toBeInstanceOf(AggregateError);
        expect(cause.errors).toEqual([cause.cause, 'plain']);
        expect(error['inner']).toBe(cause.cause);
      });

      it('EXEC-015 EXEC-016 ends the chain of causes with the stack of the worker', async () => {
        const error = (await executor.submit(work.fail, 'here').getException()) as Error;
        expect(error.cause).toMatchObject({ name: 'RemoteTraceback' });
        expect((error.cause as Error).message).toMatch(/work\.ts:\d+/);
      });

      it('EXEC-017 delivers thrown values that are no errors', async () => {
        expect(await executor.submit(work.throwValue, 'null').getException()).toBeNull();
        expect(await executor.submit(work.throwValue, 'string').getException()).toBe('a string');
        expect(await executor.submit(work.throwValue, 'object').getException()).toEqual({ a: 1 });
        expect(await executor.submit(work.throwValue, 'undefined').getException()).toBeInstanceOf(RuntimeError);
        for (const which of ['function', 'symbol']) {
          const error = await executor.submit(work.throwValue, which).getException();
          expect(error).toBeInstanceOf(SerializationError);
          expect((error as Error).message).toMatch(/thrown/);
        }
      });
    });

    describe('workers', () => {
      it('EXEC-022 starts none before the first task', () => {
        expect(make().stats).toEqual({ workers: 0, idle: 0, busy: 0, pending: 0, completed: 0 });
      });

      it('EXEC-026 EXEC-032 starts as many as there are tasks, up to maxWorkers', async () => {
        const hold = gate();
        executor = make({ maxWorkers: 3 });
        const futures = Array.from({ length: 12 }, () => executor.submit(work.hold, hold.handle, 1));
        expect(executor.stats.workers).toBe(3);
        await hold.arrived(3);
        expect(hold.arrivals).toBe(3);
        hold.open();
        await Promise.all(futures);
        expect(executor.stats.workers).toBe(3);
      });

      it('EXEC-028 starts no other while one is idle', async () => {
        executor = make({ maxWorkers: 4 });
        await executor.submit(work.pow, 1, 1);
        const two = [executor.submit(work.pow, 1, 1), executor.submit(work.pow, 1, 1)];
        await Promise.all(two);
        await executor.submit(work.pow, 1, 1);
        expect(executor.stats.workers).toBeLessThanOrEqual(2);
      });

      it('EXEC-030 EXEC-031 names them by executor and number', async () => {
        executor = make({ maxWorkers: 1 });
        const other = make({ maxWorkers: 1 });
        const [one, two] = await Promise.all([executor.submit(work.whoAmI), other.submit(work.whoAmI)]);
        expect(one.name).toMatch(/^\w+PoolExecutor-\d+_0$/);
        expect(two.name).not.toBe(one.name);
        expect(one.workerId).toBe(0);
      });

      it('starts minWorkers at once, and says when they are up', async () => {
        executor = make({ minWorkers: 2, maxWorkers: 2 });
        expect(executor.stats.workers).toBe(2);
        await executor.ready();
        expect(executor.stats).toMatchObject({ workers: 2, idle: 2 });
      });

      it('gives tasks that come one after the other to its workers in turn', async () => {
        executor = make({ minWorkers: 2, maxWorkers: 2 });
        await executor.ready();
        const names: string[] = [];
        for (let n = 0; n < 4; n++) names.push((await executor.submit(work.whoAmI)).name);
        expect(names.slice(2)).toEqual(names.slice(0, 2));
        expect(new Set(names).size).toBe(2);
      });

      it('gives them to one worker where those without work are to leave', async () => {
        executor = make({ minWorkers: 1, maxWorkers: 2, idleTimeout: 60_000 });
        await executor.ready();
        const names: string[] = [];
        for (let n = 0; n < 3; n++) names.push((await executor.submit(work.whoAmI)).name);
        expect(new Set(names).size).toBe(1);
      });

      it('lets an idle worker go after idleTimeout', async () => {
        executor = make({ maxWorkers: 1, idleTimeout: 1 });
        const { name } = await executor.submit(work.whoAmI);
        await untilGone(executor);
        expect((await executor.submit(work.whoAmI)).name).not.toBe(name);
      });

      it('replaces a worker that uses more than maxMemory between two tasks', async () => {
        executor = make({ maxWorkers: 1, maxMemory: 1 });
        const first = await executor.submit(work.whoAmI);
        await untilGone(executor);
        expect((await executor.submit(work.whoAmI)).name).not.toBe(first.name);
      });

      it('passes env on', async () => {
        executor = make({ maxWorkers: 1, env: { ...process.env, FRUIT: 'fig' } });
        expect(await executor.submit(work.environment, 'FRUIT')).toBe('fig');
        const plain = make({ maxWorkers: 1 });
        expect(await plain.submit(work.environment, 'PATH')).toBe(process.env['PATH']);
      });
    });

    describe('initializer', () => {
      it('EXEC-110 EXEC-111 runs once in each worker, before its first task', async () => {
        const hold = gate();
        executor = make({ maxWorkers: 2, initializer: work.initialize, initargs: ['initialized'] });
        const held = [executor.submit(work.hold, hold.handle), executor.submit(work.hold, hold.handle)];
        await hold.arrived(2);
        hold.open();
        await Promise.all(held);
        const states = await Promise.all(Array.from({ length: 4 }, () => executor.submit(work.readState)));
        expect(states).toEqual(Array(4).fill('initialized'));
      });

      it('EXEC-116 is awaited', async () => {
        executor = make({ maxWorkers: 1, initializer: work.initializeLater, initargs: ['late'] });
        expect(await executor.submit(work.readState)).toBe('late');
      });

      it('EXEC-112 EXEC-113 EXEC-114 EXEC-115 EXEC-117 breaks the executor when it fails', async () => {
        const warned = nextWarning();
        executor = make({ maxWorkers: 1, initializer: work.initializeBadly, initargs: ['error in initializer'] });
        const futures = [1, 2, 3].map((n) => executor.submit(work.pow, n, n));
        const errors = await Promise.all(futures.map((future) => future.getException()));
        for (const error of errors) {
          expect(error).toMatchObject({
            message: expect.stringMatching(
              /A (thread|process) initializer failed, the \1 pool is not usable anymore/,
            ) as string,
          });
          expect((error as Error).cause).toBeInstanceOf(Overflow);
        }
        expect(new Set(errors).size).toBe(3);
        expect(() => executor.submit(work.pow, 1, 1)).toThrow(/initializer failed/);
        expect((await warned).message).toMatch(/exception in initializer/);
        await executor.shutdown();
        expect(executor.stats.workers).toBe(0);
      });

      it('EXEC-118 EXEC-020 is checked by the constructor', () => {
        const outer = 1;
        expect(() => make({ initializer: () => outer })).toThrow(
          /initializer cannot be sent to a worker: it uses 'outer'/,
        );
        expect(() => make({ initializer: 5 as never })).toThrow('initializer must be a function, got number');
        expect(() => make({ initializer: work.initialize, initargs: [() => 1] })).toThrow(/initargs\[0\]/);
      });
    });

    describe('finalizer', () => {
      it('runs in each worker before it leaves', async () => {
        const file = tempFile();
        const finalizer = (): void => {
          const fs = process.getBuiltinModule('node:fs');
          fs.appendFileSync(process.env['FINAL_FILE'] ?? '', 'final\n');
        };
        executor = make({ maxWorkers: 2, finalizer, env: { ...process.env, FINAL_FILE: file } });
        await executor.submit(work.pow, 1, 1);
        await executor.shutdown();
        expect(readFileSync(file, 'utf8')).toBe('final\n'.repeat(1));
      });
    });

    describe('maxTasksPerChild', () => {
      it('EXEC-120 EXEC-127 replaces a worker after so many tasks, failed ones included', async () => {
        executor = make({ maxWorkers: 1, maxTasksPerChild: 3 });
        const names: string[] = [];
        names.push((await executor.submit(work.whoAmI)).name);
        await executor.submit(work.fail, 'counts').getException();
        names.push((await executor.submit(work.whoAmI)).name);
        names.push((await executor.submit(work.whoAmI)).name);
        expect(names[0]).toBe(names[1]);
        expect(names[2]).not.toBe(names[0]);
        expect(executor.stats.workers).toBe(1);
      });

      it.each([
        [1, 2, 6],
        [2, 2, 8],
      ])('EXEC-122 works through a backlog: %i workers, limit %i, %i tasks', async (maxWorkers, limit, count) => {
        executor = make({ maxWorkers, maxTasksPerChild: limit });
        const futures = Array.from({ length: count }, (_, n) => executor.submit(work.pow, n, 2));
        expect(await Promise.all(futures)).toEqual(Array.from({ length: count }, (_, n) => n * n));
      });

      it('EXEC-085 EXEC-123 EXEC-086 goes on replacing after shutdown()', async () => {
        executor = make({ maxWorkers: 2, maxTasksPerChild: 1 });
        const futures = Array.from({ length: 6 }, (_, n) => executor.submit(work.pow, n, 2));
        const failing = executor.submit(work.fail, 'one of them');
        await executor.shutdown({ wait: false });
        expect(await Promise.all(futures)).toEqual([0, 1, 4, 9, 16, 25]);
        await expect(failing).rejects.toThrow('one of them');
      });
    });

    describe('submitWith', () => {
      beforeEach(() => void (executor = make({ maxWorkers: 1 })));

      it('EXEC-144 cancels a pending task when its signal aborts, with the reason', async () => {
        const hold = gate();
        const held = executor.submit(work.hold, hold.handle, 'held');
        const controller = new AbortController();
        const future = executor.submitWith({ signal: controller.signal }, work.pow, 2, 2);
        const reason = new RangeError('why');
        await hold.arrived();
        controller.abort(reason);
        expect(future.cancelled()).toBe(true);
        await expect(future).rejects.toMatchObject({ name: 'CancelledError', args: [reason] });
        hold.open();
        expect(await held).toBe('held');
      });

      it('EXEC-144 gives a cancelled future for a signal that is aborted already', async () => {
        const future = executor.submitWith({ signal: AbortSignal.abort('early') }, work.pow, 2, 2);
        expect(future.cancelled()).toBe(true);
        await expect(future).rejects.toMatchObject({ args: ['early'] });
        expect(executor.stats.workers).toBe(0);
      });

      it('EXEC-145 tells a running task, which may end as it likes', async () => {
        const controller = new AbortController();
        const begun = Promise.withResolvers<unknown>();
        const future = executor.submitWith({ signal: controller.signal, onProgress: begun.resolve }, work.holdGently);
        await begun.promise;
        expect(future.cancel()).toBe(false);
        controller.abort(new RangeError('enough'));
        expect(await future).toBe('stopped: RangeError: enough');
        expect(await executor.submit(work.describeTask)).toEqual({ taskName: undefined, aborted: false });
      });

      it('EXEC-145 EXEC-146 with force ends the worker, and only the aborted task with it', async () => {
        const hold = gate();
        const controller = new AbortController();
        const future = executor.submitWith({ signal: controller.signal, force: true }, work.hold, hold.handle);
        const next = executor.submit(work.whoAmI);
        await hold.arrived();
        controller.abort('now');
        await expect(future).rejects.toBeInstanceOf(CancelledError);
        expect((await next).name).toMatch(/_1$/);
      });

      it('limits the running time by timeout, and replaces the worker', async () => {
        const future = executor.submitWith({ timeout: 20 }, work.hold, gate().handle);
        const next = executor.submit(work.whoAmI);
        await expect(future).rejects.toMatchObject({ name: 'TimeoutError', timeout: 20 });
        expect((await next).name).toMatch(/_1$/);
        expect(await executor.submitWith({ timeout: 60_000 }, work.pow, 2, 2)).toBe(4);
      });

      it('passes what the task reports to onProgress, in order', async () => {
        const steps: unknown[] = [];
        const result = await executor.submitWith({ onProgress: (step) => steps.push(step) }, work.reportSteps, 3);
        expect(result).toBe(3);
        expect(steps).toEqual([{ step: 1 }, { step: 2 }, { step: 3 }]);
      });

      it('tells the task its name', async () => {
        expect(await executor.submitWith({ name: 'nightly' }, work.describeTask)).toMatchObject({
          taskName: 'nightly',
        });
      });

      it('runs a higher priority first', async () => {
        const hold = gate();
        const file = tempFile();
        const held = executor.submit(work.hold, hold.handle);
        await hold.arrived();
        const futures = [
          executor.submitWith({ priority: -1 }, work.log, file, 'low'),
          executor.submit(work.log, file, 'plain'),
          executor.submitWith({ priority: 5 }, work.log, file, 'high'),
          executor.submit(work.log, file, 'plain too'),
        ];
        hold.open();
        await Promise.all([held, ...futures]);
        expect(readFileSync(file, 'utf8').trim().split('\n')).toEqual(['high', 'plain', 'plain too', 'low']);
      });

      it('EXEC-143 detaches what it transfers at the call, however long the task waits', async () => {
        const hold = gate();
        const held = executor.submit(work.hold, hold.handle);
        const bytes = new Uint8Array([1, 2, 3]);
        const transfer = [bytes.buffer];
        const refused = (): unknown => executor.submitWith({ transfer }, work.sumBytes, (() => bytes) as never);
        expect(refused).toThrow(TypeError);
        expect(bytes.byteLength).toBe(3);
        const future = executor.submitWith({ transfer }, work.sumBytes, bytes);
        expect(bytes.byteLength).toBe(0);
        hold.open();
        expect(await future).toBe(6);
        await held;
      });

      it('EXEC-143 throws at the call when something cannot be transferred, and detaches nothing', async () => {
        await executor.submit(work.pow, 2, 3);
        const bytes = new Uint8Array([1, 2, 3]);
        const twice = { transfer: [bytes.buffer, bytes.buffer] };
        expect(() => executor.submitWith(twice, work.sumBytes, bytes)).toThrow(
          /ArrayBuffer occurs at index 1|duplicate/i,
        );
        expect(bytes.byteLength).toBe(3);
        expect(await executor.submitWith({ transfer: [bytes.buffer] }, work.sumBytes, bytes)).toBe(6);
        expect(bytes.byteLength).toBe(0);
      });

      it('EXEC-143 what was transferred is cancelled with its task', async () => {
        const hold = gate();
        const held = executor.submit(work.hold, hold.handle);
        const bytes = new Uint8Array([1]);
        const future = executor.submitWith({ transfer: [bytes.buffer] }, work.sumBytes, bytes);
        await hold.arrived();
        const down = executor.shutdown({ cancelFutures: true });
        hold.open();
        await down;
        expect([held.cancelled(), future.cancelled()]).toEqual([false, true]);
      });

      it('takes results that the task transfers', async () => {
        expect(await executor.submit(work.makeBytes, 4)).toEqual(new Uint8Array([7, 7, 7, 7]));
      });

      it('refuses options out of range, naming them', () => {
        const call = (options: object) => () => executor.submitWith(options, work.pow, 1, 1);
        expect(call({ timeout: -1 })).toThrow('timeout must be zero or more, got -1');
        expect(call({ timeout: Number.NaN })).toThrow(RangeError);
        expect(call({ signal: {} })).toThrow('signal must be an AbortSignal');
        expect(call({ priority: 'high' })).toThrow("priority must be a number, got 'high'");
        expect(call({ onProgress: 1 })).toThrow('onProgress must be a function, got 1');
        expect(executor.stats.pending).toBe(0);
      });
    });

    describe('map', () => {
      beforeEach(() => void (executor = make({ maxWorkers: 2 })));

      const numbers = Array.from({ length: 10 }, (_, n) => n);

      it.each([1, 3, 6, 40, 50])('EXEC-033 EXEC-048 equals the serial result with chunksize %i', async (chunksize) => {
        const results = await collect(executor.mapWith({ chunksize }, work.pow, numbers, numbers));
        expect(results).toEqual(numbers.map((n) => n ** n));
      });

      it.each([1, 3])('EXEC-052 keeps nothing that it has yielded, chunksize %i', async (chunksize) => {
        const results = executor.mapWith({ chunksize }, work.later<object>, [{ a: 1 }, { a: 2 }, { a: 3 }]);
        const first = await results.next();
        const ref = new WeakRef(first.value as object);
        first.value = undefined;
        await untilCollected(ref);
        expect((await results.next()).value).toEqual({ a: 2 });
      });

      it('EXEC-035 yields in the order of the input', async () => {
        const hold = gate();
        const open = gate();
        open.open();
        const results = executor.map(work.hold<string>, [hold.handle, open.handle], ['first', 'second']);
        const first = results.next();
        await hold.arrived();
        hold.open();
        expect(await first).toEqual({ done: false, value: 'first' });
        expect(await results.next()).toEqual({ done: false, value: 'second' });
      });

      it('EXEC-034 submits everything at the call', async () => {
        const file = tempFile();
        executor.map(work.log, Array<string>(10).fill(file), numbers.map(String));
        await executor.shutdown();
        expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(10);
      });

      it('EXEC-036 EXEC-037 ends with the shortest iterable', async () => {
        expect(await collect(executor.map(work.pow, [1, 2, 3], [1, 2]))).toEqual([1, 4]);
        expect(await collect(executor.map(work.whoAmI))).toEqual([]);
      });

      it.each([1, 3])('EXEC-038 EXEC-039 EXEC-040 ends at the first error, chunksize %i', async (chunksize) => {
        const results = executor.mapWith({ chunksize }, work.divmod, [1, 1, 1, 1], [2, 3, 0, 5]);
        expect((await results.next()).value).toEqual([0, 1]);
        expect((await results.next()).value).toEqual([0, 1]);
        await expect(results.next()).rejects.toThrow('division by zero');
        expect(await results.next()).toEqual({ done: true, value: undefined });
      });

      it('EXEC-042 EXEC-044 throws TimeoutError when a result is late, and is over', async () => {
        const hold = gate();
        const results = executor.mapWith({ timeout: 30 }, work.hold, [hold.handle], ['never']);
        await expect(results.next()).rejects.toBeInstanceOf(TimeoutError);
        expect((await results.next()).done).toBe(true);
      });

      it('EXEC-045 passes on a TimeoutError of the task itself', async () => {
        const results = executor.mapWith({ timeout: 5_000 }, work.timeOut, [1, 2]);
        await expect(results.next()).rejects.toMatchObject({ name: 'TimeoutError', message: 'my own 1' });
        expect((await results.next()).done).toBe(true);
      });

      it.each([1, 3])('EXEC-046 EXEC-047 cancels the rest when left early, chunksize %i', async (chunksize) => {
        const hold = gate();
        const one = make({ maxWorkers: 1 });
        const held = one.submit(work.hold, hold.handle);
        const results = one.mapWith({ chunksize }, work.pow, numbers, numbers);
        await hold.arrived();
        await results.return?.();
        hold.open();
        await held;
        await one.shutdown();
        expect(one.stats.completed).toBe(1);
        expect((await results.next()).done).toBe(true);
      });

      it('EXEC-050 checks its options on threads and processes alike', () => {
        expect(() => executor.mapWith({ chunksize: 0 }, work.pow, [1], [1])).toThrow(
          'chunksize must be greater than 0, got 0',
        );
        expect(() => executor.mapWith({ chunksize: -1 }, work.pow, [1], [1])).toThrow(RangeError);
        expect(() => executor.mapWith({ timeout: -1 }, work.pow, [1], [1])).toThrow(RangeError);
        expect(() => executor.map(work.pow, [1], 5 as never)).toThrow('iterables[1] must be iterable, got 5');
      });

      it('EXEC-051 sends a chunk as one task', async () => {
        await collect(executor.mapWith({ chunksize: 4 }, work.pow, numbers, numbers));
        expect(executor.stats.completed).toBe(3);
      });

      it('EXEC-053 throws at the call after shutdown, but for empty input', async () => {
        await executor.shutdown();
        expect(() => executor.map(work.pow, [1], [1])).toThrow(RuntimeError);
        expect(await collect(executor.map(work.pow, [], []))).toEqual([]);
      });

      it('EXEC-056 refuses a buffersize that is no positive integer', () => {
        for (const buffersize of ['foo', 2.5] as number[]) {
          expect(() => executor.mapWith({ buffersize }, work.pow, [1], [1])).toThrow(TypeError);
        }
        expect(() => executor.mapWith({ buffersize: 0 }, work.pow, [1], [1])).toThrow(RangeError);
      });

      it('EXEC-055 EXEC-059 EXEC-060 EXEC-061 reads endless input with buffersize', async () => {
        const one = executor.mapWith({ buffersize: 2 }, work.later<number>, count());
        expect([await one.next(), await one.next(), await one.next()].map(({ value }) => value)).toEqual([0, 1, 2]);
        await one.return?.();
        const two = executor.mapWith({ buffersize: 2 }, (a: number, b: number) => a + b, count(), count());
        expect([await two.next(), await two.next(), await two.next()].map(({ value }) => value)).toEqual([0, 2, 4]);
        await two.return?.();
        const finite = executor.mapWith({ buffersize: 2 }, (a: number, b: number) => a + b, [0, 1, 2, 3], [0, 1, 2, 3]);
        expect(await collect(finite)).toEqual([0, 2, 4, 6]);
      });

      it('EXEC-063 EXEC-064 reads buffersize inputs at first, and one more for each result', async () => {
        const source = count();
        const results = executor.mapWith({ buffersize: 2 }, work.later<number>, source);
        expect(source.given).toBe(2);
        await results.next();
        expect(source.given).toBe(3);
        await results.next();
        expect(source.given).toBe(4);
        await results.return?.();
        expect(source.isClosed).toBe(true);
      });

      it('EXEC-065 reads no more input after an error', async () => {
        const source = count();
        const results = executor.mapWith({ buffersize: 2 }, work.fail, source as unknown as Iterable<string>);
        await expect(results.next()).rejects.toThrow('0');
        const { given } = source;
        expect((await results.next()).done).toBe(true);
        expect(source.given).toBe(given);
        expect(source.isClosed).toBe(true);
      });

      it('EXEC-067 throws from the iteration when the executor was shut down meanwhile', async () => {
        const results = executor.mapWith({ buffersize: 2 }, work.later<number>, count());
        await results.next();
        await executor.shutdown();
        await expect(results.next()).rejects.toBeInstanceOf(RuntimeError);
      });

      it('EXEC-068 reads async input within buffersize, and closes it on early exit', async () => {
        const source = count();
        async function* slowly(): AsyncGenerator<number> {
          try {
            for (const n of source) yield await Promise.resolve(n);
          } finally {
            source.return();
          }
        }
        expect(() => executor.map(work.later, slowly() as never)).toThrow(
          /iterables\[0\] is async: mapWith\({ buffersize }\)/,
        );
        const seen: number[] = [];
        for await (const value of executor.mapWith({ buffersize: 2 }, work.later<number>, slowly())) {
          seen.push(value);
          expect(source.given).toBeLessThanOrEqual(seen.length + 3);
          if (seen.length === 3) break;
        }
        expect(seen).toEqual([0, 1, 2]);
        expect(source.isClosed).toBe(true);
      });

      it('EXEC-068 ends with async input, and throws what reading it throws', async () => {
        async function* three(fail: boolean): AsyncGenerator<number> {
          yield* [1, 2, 3];
          await Promise.resolve();
          if (fail) throw new RangeError('input');
        }
        for (const chunksize of [1, 2]) {
          const good = executor.mapWith({ buffersize: 4, chunksize }, work.later<number>, three(false));
          expect(await collect(good)).toEqual([1, 2, 3]);
        }
        const bad = executor.mapWith({ buffersize: 4 }, work.later<number>, three(true));
        await expect(collect(bad)).rejects.toThrow('input');
      });
    });

    describe('cancel', () => {
      it('takes back what has not begun, exactly', async () => {
        const hold = gate();
        const file = tempFile();
        executor = make({ maxWorkers: 1 });
        const first = executor.submit(work.hold, hold.handle, 'first');
        const second = executor.submit(work.log, file, 'second');
        await hold.arrived();
        expect([first.state, second.state]).toEqual(['running', 'pending']);
        expect([first.running(), second.running()]).toEqual([true, false]);
        expect([first.cancel(), second.cancel(), second.cancel()]).toEqual([false, true, true]);
        expect(second.cancelled()).toBe(true);
        hold.open();
        expect(await first).toBe('first');
        await executor.submit(work.log, file, 'third');
        expect(readFileSync(file, 'utf8')).toBe('third\n');
      });

      it('EXEC-079 leaves nothing for shutdown() to wait for', async () => {
        executor = make({ maxWorkers: 1 });
        const future = executor.submit(work.pow, 1, 1);
        future.cancel();
        await executor.shutdown();
        expect(future.done()).toBe(true);
      });
    });

    describe('shutdown', () => {
      beforeEach(() => void (executor = make({ maxWorkers: 2 })));

      it('EXEC-069 EXEC-070 refuses later tasks, and may be called again', async () => {
        await executor.shutdown();
        await executor.shutdown();
        expect(() => executor.submit(work.pow, 1, 1)).toThrow('cannot schedule new futures after shutdown');
      });

      it('EXEC-071 EXEC-078 finishes what is queued', async () => {
        const futures = Array.from({ length: 50 }, (_, n) => executor.submit(work.pow, n, 1));
        await executor.shutdown();
        expect(futures.map((future) => future.result())).toEqual(Array.from({ length: 50 }, (_, n) => n));
        expect(executor.stats.workers).toBe(0);
      });

      it('EXEC-072 with cancelFutures cancels what has not begun', async () => {
        const hold = gate();
        const futures = Array.from({ length: 50 }, (_, n) => executor.submit(work.hold, hold.handle, n));
        await hold.arrived(2);
        const down = executor.shutdown({ cancelFutures: true });
        hold.open();
        await down;
        const cancelled = futures.filter((future) => future.cancelled());
        expect(cancelled).toHaveLength(48);
        expect(futures.every((future) => future.done())).toBe(true);
        expect(futures.filter((future) => !future.cancelled()).map((future) => future.exception())).toEqual([
          undefined,
          undefined,
        ]);
      });

      it('EXEC-072 with cancelFutures a callback of one may cancel another', async () => {
        const hold = gate();
        const held = [1, 2].map((n) => executor.submit(work.hold, hold.handle, n));
        const queued = [3, 4, 5].map((n) => executor.submit(work.hold, hold.handle, n));
        for (const future of queued) future.addDoneCallback(() => queued.map((other) => other.cancel()));
        await hold.arrived(2);
        const down = executor.shutdown({ cancelFutures: true });
        hold.open();
        await down;
        expect(queued.map((future) => future.cancelled())).toEqual([true, true, true]);
        expect(await Promise.all(held)).toEqual([1, 2]);
        expect(executor.stats.pending).toBe(0);
      });

      it('EXEC-073 without wait returns at once, and goes on', async () => {
        const hold = gate();
        const futures = [1, 2, 3].map((n) => executor.submit(work.hold, hold.handle, n));
        await executor.shutdown({ wait: false });
        expect(futures[2]!.done()).toBe(false);
        hold.open();
        expect(await Promise.all(futures)).toEqual([1, 2, 3]);
        await untilGone(executor);
      });

      it('EXEC-089 without wait a task that cannot be sent fails, and nothing hangs', async () => {
        const bad = {
          get value(): never {
            throw new RangeError('unreadable');
          },
        };
        const one = make({ maxWorkers: 1 });
        const fine = one.submit(work.later, 1);
        const futures = [one.submit(work.later, bad), one.submit(work.giveBack, 'nested')];
        await one.shutdown({ wait: false });
        const errors = await Promise.all(futures.map((future) => future.getException()));
        expect(errors).toMatchObject([{ what: 'argument' }, { what: 'result' }]);
        expect(await fine).toBe(1);
        await untilGone(one);
      });

      it('EXEC-076 `await using` waits for everything', async () => {
        let futures: Future<number>[];
        {
          await using inner = make({ maxWorkers: 2 });
          futures = [1, 2, 3].map((n) => inner.submit(work.later, n));
          executor = inner;
        }
        expect(futures.map((future) => future.result())).toEqual([1, 2, 3]);
        expect(executor.stats.workers).toBe(0);
      });

      it('EXEC-077 `await using` waits when it is left by an error, too', async () => {
        let future: Future<number> | undefined;
        const run = async (): Promise<void> => {
          await using inner = make({ maxWorkers: 1 });
          future = inner.submit(work.later, 1);
          throw new RangeError('body');
        };
        await expect(run()).rejects.toThrow('body');
        expect(future!.result()).toBe(1);
      });

      it('EXEC-132 terminateWorkers() before any worker only shuts down', async () => {
        await executor.terminateWorkers();
        expect(() => executor.submit(work.pow, 1, 1)).toThrow(/after shutdown/);
      });

      it('EXEC-129 EXEC-134 terminateWorkers() cancels what is pending and fails what runs', async () => {
        const hold = gate();
        const futures = [1, 2, 3, 4].map((n) => executor.submit(work.hold, hold.handle, n));
        await hold.arrived(2);
        await executor.terminateWorkers();
        expect(futures.map((future) => future.cancelled())).toEqual([false, false, true, true]);
        expect(futures[0]!.exception()).toMatchObject({
          message: expect.stringContaining('forcefully shut down') as string,
        });
        expect(executor.stats.workers).toBe(0);
      });
    });

    describe('callbacks', () => {
      it('are called as the task ends, with the future', async () => {
        executor = make({ maxWorkers: 1 });
        const called: unknown[] = [];
        const future = executor.submit(work.pow, 2, 3);
        future.addDoneCallback((done) => called.push(done === future, done.result()));
        await future;
        expect(called).toEqual([true, 8]);
      });
    });
  });
}

function tempFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'executor-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'log');
}

interface Counter extends IterableIterator<number> {
  given: number;
  isClosed: boolean;
  return(): IteratorResult<number>;
}

async function collect<T>(values: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const value of values) all.push(value);
  return all;
}

/** 0, 1, 2 … and how many of them were taken. */
function count(): Counter {
  return {
    given: 0,
    isClosed: false,
    next() {
      return { done: false, value: this.given++ };
    },
    return() {
      this.isClosed = true;
      return { done: true, value: undefined };
    },
    [Symbol.iterator]() {
      return this;
    },
  };
}

function nextWarning(): Promise<Error> {
  return new Promise((resolve) => process.once('warning', resolve));
}

async function untilGone(executor: WorkerExecutor): Promise<void> {
  while (executor.stats.workers > 0) await new Promise((resolve) => setImmediate(resolve));
}
