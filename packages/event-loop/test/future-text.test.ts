import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Future, RuntimeError, type Task } from '../src/index.ts';
import { modes, TestLoop } from './modes.ts';

let loop: TestLoop;
beforeEach(() => {
  loop = new TestLoop();
});
afterEach(() => loop.close());

describe('Future.toString', () => {
  it('AFUT-016 shows the state and the outcome', () => {
    expect(String(loop.createFuture())).toBe('<Future pending>');

    const cancelled = loop.createFuture();
    cancelled.cancel();
    expect(String(cancelled)).toBe('<Future cancelled>');

    const finished = loop.createFuture();
    finished.setResult(4);
    expect(String(finished)).toBe('<Future finished result=4>');
    expect(inspect(finished)).toBe('<Future finished result=4>');

    const failed = loop.createFuture();
    failed.setException(new RuntimeError());
    expect(String(failed)).toBe('<Future finished exception=RuntimeError()>');
    expect(failed.exception()).toEqual(new RuntimeError());
  });

  it('AFUT-016 shows the name of a subclass', () => {
    class Answer extends Future<number> {}
    const answer = new Answer({ loop });
    answer.setException(new RangeError('too far'));
    expect(String(answer)).toBe("<Answer finished exception=RangeError('too far')>");
    expect(answer.exception()).toBeInstanceOf(RangeError);
  });

  it('AFUT-017 shows the first and the last callback', () => {
    const texts = [1, 2, 10].map((count) => {
      const future = loop.createFuture();
      for (let nth = 1; nth <= count; nth++) {
        future.addDoneCallback({ [`call${nth}`]: () => undefined }[`call${nth}`] as () => undefined);
      }
      return String(future);
    });
    expect(texts).toEqual([
      '<Future pending cb=[call1()]>',
      '<Future pending cb=[call1(), call2()]>',
      '<Future pending cb=[call1(), <8 more>, call10()]>',
    ]);
  });

  it('AFUT-017 shows no callbacks once it is cancelled', () => {
    const future = loop.createFuture();
    future.addDoneCallback(() => undefined);
    expect(String(future)).toBe('<Future pending cb=[<anonymous>()]>');
    future.cancel();
    expect(String(future)).toBe('<Future cancelled>');
  });

  it('AFUT-018 shows where it was made, in debug mode', () => {
    loop.setDebug(true);
    const future = loop.createFuture();
    expect(String(future)).toMatch(/^<Future pending created at .*future-text\.test\.ts:\d+:\d+>$/);
    expect(future.sourceTraceback?.[0]).toMatch(/future-text\.test\.ts/);
    future.cancel();
    expect(String(future)).toMatch(/^<Future cancelled created at .*future-text\.test\.ts/);
  });

  it('shows long and deep results in short', () => {
    const text = (result: unknown): string => {
      const future = loop.createFuture();
      future.setResult(result);
      return String(future).slice('<Future finished result='.length, -1);
    };
    const ring: unknown[] = [];
    ring.push(ring);
    expect(text('x'.repeat(100))).toBe(`'${'x'.repeat(13)}...${'x'.repeat(13)}'`);
    expect(text([1, 'two', [3]])).toBe("[1, 'two', [3]]");
    expect(text(new Set([1, 2, 3, 4, 5, 6, 7]))).toBe('Set {1, 2, 3, 4, 5, 6, ...}');
    expect(text(new Map([['a', 1]]))).toBe("Map {['a', 1]}");
    expect(text(ring)).toBe('[[[[[[[...]]]]]]]');
    expect(text([])).toBe('[]');
  });
});

describe.each(modes)('Task.toString ($name)', ({ start, test }) => {
  it(
    'AFUT-043 shows ... for a task in its own result',
    test(function* () {
      const made: Set<Task<unknown>> = new Set();
      const task = start(
        function* () {
          yield undefined;
          return made;
        },
        { name: 'round' },
      );
      made.add(task);
      yield task;
      expect(String(task)).toMatch(/^<Task finished name='round' coro=<.* done> result=Set \{\.\.\.\}>$/);
    }),
  );
});
