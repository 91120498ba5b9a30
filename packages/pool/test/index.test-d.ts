import type { Future } from '@x/future';
import { expectTypeOf } from 'vitest';
import {
  taskModule,
  ThreadPool,
  type AsyncResult,
  type IMapIterator,
  type MapResult,
  type Pool,
  type WorkerPool,
} from '../src/index.ts';
import { Process } from '../src/multiprocessing.ts';
import { Thread, Timer, type ExceptHookArgs } from '../src/threading.ts';

type Work = typeof import('./fixtures/work.ts');

declare const pool: Pool;
const work = taskModule<Work>('file:///work.ts');

expectTypeOf(pool).toExtend<WorkerPool>();
expectTypeOf(pool.apply(work.mul, [2, 3])).toEqualTypeOf<Promise<number>>();
expectTypeOf(pool.applySync(work.sqrLater, [2])).toEqualTypeOf<number>();
expectTypeOf(pool.applyAsync(work.sqrLater, [2])).toEqualTypeOf<AsyncResult<number>>();
expectTypeOf(pool.applyAsync(work.sqr, [2]).future).toEqualTypeOf<Future<number>>();
expectTypeOf(pool.apply(work.box, [2, 3], { kwds: { depth: 4 } })).toEqualTypeOf<Promise<number>>();
expectTypeOf(pool.map(work.parse, ['1'])).toEqualTypeOf<Promise<number[]>>();
expectTypeOf(pool.mapSync((n: number) => `${n}`, [1])).toEqualTypeOf<string[]>();
expectTypeOf(pool.mapAsync(work.parse, new Set(['1']))).toEqualTypeOf<MapResult<number>>();
expectTypeOf(pool.mapAsync(work.parse, ['1']).get()).toEqualTypeOf<Promise<number[]>>();
expectTypeOf(pool.starmap(work.mul, [[2, 3]])).toEqualTypeOf<Promise<number[]>>();
expectTypeOf(pool.imap(work.sqrLater, [1])).toEqualTypeOf<IMapIterator<number>>();
expectTypeOf(pool.imap(work.sqr, [1]).next()).toEqualTypeOf<Promise<IteratorResult<number, undefined>>>();
for (const square of pool.imapSync(work.sqr, [1])) expectTypeOf(square).toEqualTypeOf<number>();
void pool.mapAsync(work.parse, ['1'], { callback: (values) => expectTypeOf(values).toEqualTypeOf<number[]>() });

// @ts-expect-error an argument has another type
void pool.apply(work.mul, [2, '3']);
// @ts-expect-error an argument too many
void pool.apply(work.sqr, [2, 3]);
// @ts-expect-error the items have another type
void pool.map(work.parse, [1]);
// @ts-expect-error an item lacks an argument
void pool.starmap(work.mul, [[2]]);
// @ts-expect-error seconds are not meant
void pool.applyAsync(work.sqr, [2]).get('5');
// @ts-expect-error POOL-008 a thread pool has no such option
new ThreadPool(1, { maxtasksperchild: 1 });

expectTypeOf(new Thread({ target: work.mul, args: [2, 3] }).join()).toEqualTypeOf<Promise<void>>();
expectTypeOf(new Process({ target: work.mul, args: [2, 3] }).exitcode).toEqualTypeOf<number | undefined>();
expectTypeOf(new Process({ target: work.mul })).toExtend<Process>();
expectTypeOf(new Thread({ target: work.mul })).toExtend<ExceptHookArgs['thread']>();
// @ts-expect-error an argument has another type
new Thread({ target: work.mul, args: [2, '3'] });
// @ts-expect-error an argument has another type
new Process({ target: work.mul, args: ['2'] });
// @ts-expect-error milliseconds are a number
new Timer('1', () => undefined);
new Timer(1, (text: string) => text, { args: ['one'] });
// @ts-expect-error an argument has another type
new Timer(1, (text: string) => text, { args: [1] });
