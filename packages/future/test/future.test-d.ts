import { expectTypeOf } from 'vitest';
import { asCompleted, Future, wait, type DoneAndNotDone } from '../src/index.ts';

const future = new Future<number>();

expectTypeOf(await future).toEqualTypeOf<number>();
expectTypeOf(future.get({ timeout: 5 })).toEqualTypeOf<Promise<number>>();
expectTypeOf(future).toExtend<Promise<number>>();
expectTypeOf(future.then((value) => String(value))).toEqualTypeOf<Promise<string>>();
expectTypeOf(wait([future])).toEqualTypeOf<Promise<DoneAndNotDone<Future<number>>>>();

for await (const done of asCompleted([future])) expectTypeOf(done).toEqualTypeOf<Future<number>>();

future.addDoneCallback((done) => expectTypeOf(done.result()).toEqualTypeOf<number>());

// @ts-expect-error a number of milliseconds, not a text
void future.get({ timeout: '5' });
// @ts-expect-error the value has the future's type
future.setResult('text');
