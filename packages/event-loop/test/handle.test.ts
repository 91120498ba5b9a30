import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { ContextVar, copyContext, sleep, Task, type CoroutineLike, type TimerHandle } from '../src/index.ts';
import { TestLoop } from './modes.ts';

const noop: (...args: unknown[]) => void = () => undefined;

describe('Handle', () => {
  it('HND-001 is cancelled for good, and drops its callback and arguments', async () => {
    using loop = new TestLoop();
    const callback = vi.fn<(...args: unknown[]) => void>();
    const handle = loop.callSoon(callback, 'an argument');
    const timer = loop.callLater(1, callback, 'an argument');
    for (const each of [handle, timer]) {
      expect([each.cancelled(), each.callback]).toEqual([false, callback]);
      each.cancel();
      each.cancel();
      expect([each.cancelled(), each.callback]).toEqual([true, undefined]);
    }
    await loop.runUntilComplete(() => sleep(10));
    expect(callback).not.toHaveBeenCalled();
  });

  it('HND-001 is cancelled at the end of its block', () => {
    using loop = new TestLoop();
    let timer: TimerHandle;
    {
      using handle = loop.callLater(1, noop);
      timer = handle;
    }
    expect(timer.cancelled()).toBe(true);
  });

  it('HND-004 shows its callback, also behind bind()', () => {
    using loop = new TestLoop();
    const handle = loop.callSoon(noop, 'an argument');
    expect(String(handle)).toBe('<Handle noop()>');
    expect(inspect(handle)).toBe('<Handle noop()>');
    expect(String(loop.callSoon(noop.bind(undefined, 1)))).toBe('<Handle noop()>');
    expect(String(loop.callSoon(() => undefined))).toBe('<Handle <anonymous>()>');
    handle.cancel();
    expect(String(handle)).toBe('<Handle cancelled>');
  });

  it('HND-005 DBG-001 shows arguments and where it was made, in debug mode, also once cancelled', () => {
    using loop = new TestLoop();
    loop.setDebug(true);
    const handle = loop.callSoon(noop, 1, 'two');
    const site = /created at .*handle\.test\.ts:\d+:\d+>$/;
    expect(String(handle)).toMatch(/^<Handle noop\(1, 'two'\) created at /);
    expect(String(handle)).toMatch(site);
    expect(handle.sourceTraceback?.[0]).toContain('handle.test.ts');
    handle.cancel();
    const cancelled = String(handle);
    expect(cancelled).toMatch(/^<Handle cancelled created at /);
    handle.cancel();
    expect(String(handle)).toBe(cancelled);
    loop.setDebug(false);
    expect(loop.callSoon(noop).sourceTraceback).toBeUndefined();
  });

  it('HND-008 tells the context in which it runs', async () => {
    using loop = new TestLoop();
    const variable = new ContextVar('variable', { default: 'outside' });
    const context = copyContext();
    context.run(() => variable.set('inside'));
    const seen: string[] = [];
    const handle = loop.callSoonWith({ context }, () => seen.push(variable.get()));
    expect(handle.getContext()).toBe(context);
    expect(handle.context).toBe(context);
    loop.stop();
    await loop.runForever();
    expect(seen).toEqual(['inside']);
  });

  it('HND-009 makes texts of coroutines that lack a name', () => {
    using loop = new TestLoop();
    class CoroLike implements CoroutineLike<void> {
      next = (): IteratorResult<unknown, void> => ({ done: true, value: undefined });
      throw = this.next;
      return = this.next;
    }
    const named = Object.assign(new CoroLike(), { name: 'AAA' });
    const badlyNamed = Object.assign(new CoroLike(), { name: 42 });
    const text = (coroutine: CoroutineLike<void>): string => String(new Task(coroutine, { loop, name: 'task' }));
    expect(text(new CoroLike())).toBe("<Task pending name='task' coro=<<CoroLike without __name__>>>");
    expect(text(named)).toBe("<Task pending name='task' coro=<AAA()>>");
    expect(text(badlyNamed)).toBe("<Task pending name='task' coro=<<CoroLike without __name__>>>");
    expect(text((function* () {})() as never)).toBe("<Task pending name='task' coro=<<generator>>>");
  });
});

describe('TimerHandle', () => {
  it('HND-006 tells and shows when it is due', () => {
    using loop = new TestLoop();
    const timer = loop.callAt(123, noop, 'an argument');
    expect([timer.when(), timer.due]).toEqual([123, 123]);
    expect(String(timer)).toBe('<TimerHandle when=123 noop()>');
    timer.cancel();
    expect(String(timer)).toBe('<TimerHandle cancelled when=123>');
    expect(timer.when()).toBe(123);
    loop.setDebug(true);
    expect(String(loop.callAt(123, noop, 1))).toMatch(/^<TimerHandle when=123 noop\(1\) created at .*handle\.test\.ts/);
  });

  it('HND-007 is compared by its time', () => {
    using loop = new TestLoop();
    const [late, early, same] = [loop.callAt(20, noop), loop.callAt(10, noop), loop.callAt(10, noop)];
    expect([early < late, late < early, early <= same, early >= same, late > same]).toEqual([
      true,
      false,
      true,
      true,
      true,
    ]);
    expect([late, early].sort((one, other) => one.when() - other.when())).toEqual([early, late]);
  });

  it('HND-007 equals a timer for the same call at the same time', () => {
    using loop = new TestLoop();
    const at = (when: number, callback: (...args: unknown[]) => void, ...args: unknown[]): TimerHandle =>
      loop.callAt(when, callback, ...args);
    const timer = at(10, noop, 1);
    expect(timer.equals(timer)).toBe(true);
    expect(timer.equals(at(10, noop, 1))).toBe(true);
    for (const other of [at(11, noop, 1), at(10, noop), at(10, noop, 2), at(10, vi.fn<() => void>(), 1)]) {
      expect(timer.equals(other), String(other)).toBe(false);
    }
    for (const foreign of [undefined, 10, 'spam', {}, loop.callSoon(noop, 1)])
      expect(timer.equals(foreign)).toBe(false);
  });

  it('HND-007 differs from its equal once one of them is cancelled', () => {
    using loop = new TestLoop();
    const [one, other] = [loop.callAt(10, noop), loop.callAt(10, noop)];
    one.cancel();
    expect([one.equals(other), other.equals(one)]).toEqual([false, false]);
    other.cancel();
    expect(one.equals(other)).toBe(true);
  });
});
