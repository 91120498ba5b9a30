import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { isEngineCallback } from '../src/engine-callback.ts';
import { TaskFuture } from '../src/task-future.ts';

const owner = { withdraw: () => true, serve: () => false };
const fn = { id: 0, definition: { kind: 'source', source: '', name: '' } } as const;
const make = (): TaskFuture<number> => new TaskFuture<number>(owner, fn, [], undefined);

describe('TaskFuture.then', () => {
  it('settles who awaits it, whether once or several times, in the order in which they came', async () => {
    const future = make();
    const log: string[] = [];
    const awaiters = ['a', 'b', 'c'].map(async (name) => log.push(`${name} ${await future}`));
    await Promise.resolve();
    future.setResult(7);
    await Promise.all(awaiters);
    expect(log).toEqual(['a 7', 'b 7', 'c 7']);
  });

  it('keeps the order when a callback came before who awaits', async () => {
    const future = make();
    const log: string[] = [];
    const chained = future.then(() => log.push('callback'));
    const awaiter = (async () => log.push(`awaited ${await future}`))();
    future.setResult(1);
    await Promise.all([chained, awaiter]);
    expect(log).toEqual(['callback', 'awaited 1']);
  });

  it('gives a promise of nothing to who passes functions of the engine, and looks at what comes back', async () => {
    const future = make();
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const ended = future.then(resolve, reject);
    expect(Object.prototype.toString.call(ended)).toBe('[object Promise]');
    const seen = [ended.then((value) => value), ended.finally(() => undefined), ended.catch(() => 'never')];
    future.setResult(3);
    expect(await Promise.all([promise, ...seen])).toEqual([3, undefined, undefined, undefined]);
  });

  it('rejects who awaits with the failure, or the cancellation', async () => {
    const [failed, cancelled] = [make(), make()];
    const outcomes = Promise.allSettled([failed, cancelled]);
    await Promise.resolve();
    failed.setException(new RangeError('no'));
    cancelled.cancel('enough');
    expect(await outcomes).toMatchObject([{ reason: { message: 'no' } }, { reason: { args: ['enough'] } }]);
  });

  it('calls callbacks in the context of who gave them', async () => {
    const storage = new AsyncLocalStorage<string>();
    const future = make();
    const seen = storage.run('caller', () => [
      future.then(() => storage.getStore()),
      (async () => (await future, storage.getStore()))(),
    ]);
    storage.run('completer', () => future.setResult(1));
    expect(await Promise.all(seen)).toEqual(['caller', 'caller']);
  });
});

describe('isEngineCallback', () => {
  it('knows what await and Promise pass to then', async () => {
    const { resolve, reject } = Promise.withResolvers();
    const passed: unknown[] = [];
    const thenable = {
      then(onFulfilled: (value: unknown) => void, onRejected: (error: unknown) => void): void {
        passed.push(onFulfilled, onRejected);
        onFulfilled(1);
      },
    };
    await thenable;
    expect([resolve, reject, ...passed].map(isEngineCallback)).toEqual([true, true, true, true]);
  });

  it('takes nothing else for one', () => {
    const functions = [() => 1, (value: unknown) => value, function () {}, Map, (() => 1).bind(null), Math.max];
    for (const one of [...functions, undefined, null, {}]) expect(isEngineCallback(one)).toBe(false);
  });
});
