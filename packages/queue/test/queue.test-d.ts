import type { WaitOptions } from '@x/future';
import { expectTypeOf, test } from 'vitest';
import { Empty, PriorityQueue, Queue, QueueEmpty, SimpleQueue, type QueueOptions } from '../src/index.ts';

test('a queue hands over what it was made for', () => {
  const queue = new Queue<string>();
  expectTypeOf(queue.get()).toEqualTypeOf<Promise<string>>();
  expectTypeOf(queue.getNowait()).toEqualTypeOf<string>();
  expectTypeOf(queue.put('item')).toEqualTypeOf<Promise<void>>();
  // @ts-expect-error a queue of strings takes no number
  queue.putNowait(1);
  expectTypeOf(new SimpleQueue<number>().get()).toEqualTypeOf<Promise<number>>();
});

test('limits come in an options object, last', () => {
  expectTypeOf<Queue<number>['get']>().parameter(0).toEqualTypeOf<QueueOptions | undefined>();
  expectTypeOf<Queue<number>['put']>().parameter(1).toEqualTypeOf<QueueOptions | undefined>();
  expectTypeOf<Queue<number>['join']>().parameter(0).toEqualTypeOf<WaitOptions | undefined>();
  // @ts-expect-error Python's positional `block` is an option
  void new Queue<number>().get(false);
});

test('for await gives items', async () => {
  for await (const item of new Queue<Date>()) expectTypeOf(item).toEqualTypeOf<Date>();
});

test('what a queue is cannot be written', () => {
  const queue = new Queue<number>();
  // @ts-expect-error there is no way back from shutdown
  queue.isShutdown = false;
  // @ts-expect-error the size is set once
  queue.maxsize = 2;
});

test('a priority queue compares its own items', () => {
  new PriorityQueue<Date>(0, {
    compare(a, b) {
      expectTypeOf(a).toEqualTypeOf<Date>();
      return a.getTime() - b.getTime();
    },
  });
  // @ts-expect-error a comparison gives a number
  new PriorityQueue<Date>(0, { compare: (a, b) => a < b });
});

test('the second names are the same classes', () => {
  expectTypeOf(Empty).toEqualTypeOf(QueueEmpty);
});
