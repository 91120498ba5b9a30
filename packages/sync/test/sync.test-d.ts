import type { WaitOptions } from '@x/future';
import { expectTypeOf, test } from 'vitest';
import { Barrier, Condition, Event, Lock, Semaphore, type Hold } from '../src/index.ts';

test('every wait takes the same limits, last', () => {
  expectTypeOf<Lock['acquire']>().parameter(0).toEqualTypeOf<WaitOptions | undefined>();
  expectTypeOf<Semaphore['hold']>().parameter(0).toEqualTypeOf<WaitOptions | undefined>();
  expectTypeOf<Event['wait']>().parameter(0).toEqualTypeOf<WaitOptions | undefined>();
  expectTypeOf<Barrier['wait']>().parameter(0).toEqualTypeOf<WaitOptions | undefined>();
  // @ts-expect-error milliseconds are a number
  void new Event().wait({ timeout: '5' });
});

test('waits say what they give', () => {
  expectTypeOf<Lock['acquire']>().returns.toEqualTypeOf<Promise<true>>();
  expectTypeOf<Event['wait']>().returns.toEqualTypeOf<Promise<true>>();
  expectTypeOf<Barrier['wait']>().returns.toEqualTypeOf<Promise<number>>();
  expectTypeOf(new Lock().with(() => 'value')).toEqualTypeOf<Promise<string>>();
  expectTypeOf(new Lock().with(() => Promise.resolve(1))).toEqualTypeOf<Promise<number>>();
  expectTypeOf(new Condition().waitFor(() => [1])).toEqualTypeOf<Promise<number[]>>();
});

test('a hold ends with its scope', () => {
  expectTypeOf<Awaited<ReturnType<Lock['hold']>>>().toEqualTypeOf<Hold>();
  expectTypeOf<Hold>().toExtend<Disposable & AsyncDisposable>();
});

test('LOCK-002 constructors take no loop, and nothing that they do not know', () => {
  // @ts-expect-error a lock has no options
  new Lock({ loop: undefined });
  // @ts-expect-error it binds to the loop in which it first waits
  new Condition({ loop: undefined });
  // @ts-expect-error a semaphore is no lock
  new Condition({ lock: new Semaphore() });
  // @ts-expect-error a barrier needs its parties
  new Barrier();
});
