import type { Executor as ExecutorInterface, Future } from '@x/future';
import { expectTypeOf } from 'vitest';
import { ThreadPoolExecutor, taskModule, type WorkerExecutor } from '../src/index.ts';

type Work = typeof import('./fixtures/work.ts');

declare const executor: WorkerExecutor;
const work = taskModule<Work>('file:///work.ts');

expectTypeOf(executor).toExtend<ExecutorInterface>();
expectTypeOf(executor.submit(work.pow, 2, 3)).toEqualTypeOf<Future<number>>();
expectTypeOf(executor.submit(work.later<string>, 'x')).toEqualTypeOf<Future<string>>();
expectTypeOf(executor.submit((a: number) => `${a}`, 1)).toEqualTypeOf<Future<string>>();
expectTypeOf(executor.submitWith({ timeout: 1 }, work.pow, 2, 3)).toEqualTypeOf<Future<number>>();
expectTypeOf(executor.map(work.divmod, [1], new Set([2]))).toEqualTypeOf<
  AsyncIterableIterator<[number, number], undefined>
>();
async function* numbers(): AsyncGenerator<number> {
  await Promise.resolve();
  yield 1;
}
expectTypeOf(executor.mapWith({ buffersize: 2 }, work.pow, numbers(), [1])).toEqualTypeOf<
  AsyncIterableIterator<number, undefined>
>();

// @ts-expect-error an argument is missing
void executor.submit(work.pow, 2);
// @ts-expect-error an argument has another type
void executor.submit(work.pow, 2, '3');
expectTypeOf(work).not.toHaveProperty('notAFunction');
// @ts-expect-error there is no such option
new ThreadPoolExecutor({ max_workers: 2 });
// @ts-expect-error a plain map cannot read async input
executor.map(work.later<number>, numbers());
