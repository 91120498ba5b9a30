import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import { ContextVar, copyContext, createTask, gather, getRunningLoop, sleep } from '../src/index.ts';
import { modes } from './modes.ts';

describe.each(modes)('The context of a task ($name)', ({ coded, start, test }) => {
  it(
    'CTX-001 is a copy of that of its maker, to be changed apart',
    test(function* () {
      const variable = new ContextVar('variable', { default: 'nope' });
      const seen: string[] = [];
      const sub = start(function* () {
        yield sleep(10);
        seen.push(`sub ${variable.get()}`);
        variable.set('something else');
        yield sleep(10);
        seen.push(`sub ${variable.get()}`);
      });
      variable.set('yes');
      seen.push(`main ${variable.get()}`);
      yield sub;
      seen.push(`main ${variable.get()}`);
      expect(seen).toEqual(['main yes', 'sub nope', 'sub something else', 'main yes']);
    }),
  );

  it(
    'CTX-003 keeps the values of a hundred tasks apart',
    test(function* () {
      const variable = new ContextVar('variable', { default: -1 });
      let seed = 1;
      const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
      const tasks = Array.from({ length: 100 }, (_, number) =>
        start(function* () {
          const seen: number[] = [];
          for (let round = 0; round < 10; round++) {
            variable.set(number * 100 + round);
            yield sleep(random() * 10);
            seen.push(variable.get());
          }
          return seen;
        }),
      );
      const results = (yield gather(tasks)) as number[][];
      expect(results).toEqual(tasks.map((_, number) => Array.from({ length: 10 }, (_, round) => number * 100 + round)));
      expect(variable.get()).toBe(-1);
    }),
  );

  it(
    'CTX-005 carries settings over awaits, also those in an AsyncLocalStorage',
    test(function* () {
      const precision = new ContextVar('precision', { default: 28 });
      const storage = new AsyncLocalStorage<number>();
      const shown = (digits: number, turns: number) =>
        coded(function* () {
          precision.set(digits);
          const parts: string[] = [];
          for (let turn = 0; turn < turns; turn++) {
            yield sleep(0);
            parts.push((1 / 3).toFixed(precision.get()), (1 / 3).toFixed(storage.getStore()));
          }
          return parts;
        });
      const both = gather([
        storage.run(1, () => createTask(shown(3, 2))),
        storage.run(2, () => createTask(shown(6, 3))),
      ]);
      expect(yield both).toEqual([
        ['0.333', '0.3', '0.333', '0.3'],
        ['0.333333', '0.33', '0.333333', '0.33', '0.333333', '0.33'],
      ]);
      expect([precision.get(), storage.getStore()]).toEqual([28, undefined]);
    }),
  );

  it(
    'is the one given',
    test(function* () {
      const variable = new ContextVar('variable', { default: 0 });
      const context = copyContext();
      const body = coded(function* () {
        yield sleep(0);
        variable.set(variable.get() + 1);
        return variable.get();
      });
      expect(yield createTask(body, { context })).toBe(1);
      expect(yield createTask(body, { context })).toBe(2);
      expect([variable.get(), context.get(variable)]).toEqual([0, 2]);
    }),
  );

  it(
    'is seen in what the task calls through the loop',
    test(function* () {
      const variable = new ContextVar('variable', { default: 'none' });
      const storage = new AsyncLocalStorage<string>();
      const seen: unknown[] = [];
      const note = (): void => void seen.push([variable.get(), storage.getStore()]);
      variable.set('mine');
      storage.run('mine', () => {
        getRunningLoop().callSoon(note);
        getRunningLoop().callLater(10, note);
      });
      variable.set('changed');
      yield sleep(20);
      expect(seen).toEqual([
        ['mine', 'mine'],
        ['mine', 'mine'],
      ]);
    }),
  );
});

describe.each(modes)('AsyncLocalStorage ($name)', ({ start, test }) => {
  it(
    'of the maker is seen in the task, and not that of whoever wakes it',
    test(function* () {
      const storage = new AsyncLocalStorage<string>();
      const future = getRunningLoop().createFuture<void>();
      const seen: unknown[] = [];
      const task = storage.run('maker', () =>
        start(function* () {
          seen.push(storage.getStore());
          yield future;
          seen.push(storage.getStore());
          for (let turn = 0; turn < 5; turn++) yield sleep(turn);
          seen.push(storage.getStore());
        }),
      );
      yield sleep(0);
      storage.run('waker', () => future.setResult());
      yield task;
      expect(seen).toEqual(['maker', 'maker', 'maker']);
      expect(storage.getStore()).toBeUndefined();
    }),
  );
});
