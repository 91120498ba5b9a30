import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it, vi } from 'vitest';
import {
  bindToCaller,
  currentScope,
  runInScope,
  swapActiveScope,
  Wait,
  type Interruption,
  type LoopLike,
  type Scope,
  type TaskLike,
} from '../src/context.ts';
import { CancelledError, TimeoutError } from '../src/index.ts';

const scopeOf = (name: string): Scope & { name: string } => ({ name, task: undefined, loop: undefined });

/** Goes on when it is woken. */
class Pause extends Wait<string> {
  readonly label = 'Pause';
  protected override resume(interruption: Interruption | undefined): string {
    if (interruption !== undefined) throw interruption.error;
    return 'woken';
  }
}

describe('The platform', () => {
  // On this the scope of a wait stands: `await future` must find the task that awaits (measured on Node 20 to 26).
  it('shows a thenable the store of the function that awaits it', async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const thenable: PromiseLike<void> = {
      then: (onFulfilled) => {
        seen.push(storage.getStore());
        return Promise.resolve().then(onFulfilled);
      },
    };
    const awaiting = async (): Promise<void> => {
      await thenable;
      await Promise.resolve();
      await thenable;
    };
    await Promise.all([storage.run('one', awaiting), storage.run('other', awaiting), awaiting()]);
    expect(seen.map(String).sort()).toEqual(['one', 'one', 'other', 'other', 'undefined', 'undefined']);
  });
});

describe('runInScope', () => {
  it('is the scope of the call, and of what goes on after an await in it', async () => {
    const [outer, inner] = [scopeOf('outer'), scopeOf('inner')];
    expect(currentScope()).toBeUndefined();
    const later = runInScope(outer, async () => {
      expect(currentScope()).toBe(outer);
      const nested = runInScope(inner, async () => {
        await Promise.resolve();
        return currentScope();
      });
      expect(currentScope()).toBe(outer);
      expect(await nested).toBe(inner);
      return currentScope();
    });
    expect(currentScope()).toBeUndefined();
    expect(await later).toBe(outer);
  });

  it('gives arguments and value on, and ends with an error', () => {
    expect(runInScope(scopeOf('sum'), (a: number, b: number) => a + b, 1, 2)).toBe(3);
    const fail = (): never => {
      throw new RangeError('inside');
    };
    expect(() => runInScope(scopeOf('failing'), fail)).toThrow(new RangeError('inside'));
    expect(currentScope()).toBeUndefined();
  });
});

describe('swapActiveScope', () => {
  it('reaches the synchronous code that follows, and nothing else', async () => {
    const scope = scopeOf('swapped');
    const before = swapActiveScope(scope);
    expect(currentScope()).toBe(scope);
    const behindAnAwait = (async () => {
      await Promise.resolve();
      return currentScope();
    })();
    swapActiveScope(before);
    expect(currentScope()).toBeUndefined();
    expect(await behindAnAwait).toBeUndefined();
  });
});

describe('bindToCaller', () => {
  it('calls with the AsyncLocalStorage values and the scope of who bound it', () => {
    const storage = new AsyncLocalStorage<string>();
    const scope = scopeOf('bound');
    const bound = runInScope(scope, () =>
      storage.run('bound', () => bindToCaller(() => [storage.getStore(), currentScope()])),
    );
    expect(storage.run('calling', bound)).toEqual(['bound', scope]);
  });
});

describe('Wait outside of a loop', () => {
  it('goes on in a microtask after it was woken, once', async () => {
    const pause = new Pause();
    const seen: string[] = [];
    const waited = pause.begin().then((value) => seen.push(value));
    expect([pause.isWaiting, pause.wake(), pause.wake(), pause.isWaiting]).toEqual([true, true, false, false]);
    expect(seen).toEqual([]);
    await waited;
    expect([seen, pause.isEnded, String(pause)]).toEqual([['woken'], true, '<Wait ended Pause>']);
    expect(pause.interrupt(new Error('late'))).toBe(false);
    expect(await pause).toBe('woken');
  });

  it('ends with its timeout, its signal, or its cancelling; whoever comes first', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const late = new Pause().begin({ timeout: 10 }).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10);
    expect(await late).toMatchObject({ name: 'TimeoutError', message: 'Pause did not end within 10 ms', timeout: 10 });
    expect(await late).toBeInstanceOf(TimeoutError);

    const controller = new AbortController();
    const aborted = new Pause().begin({ timeout: 10, signal: controller.signal });
    controller.abort('enough');
    await expect(aborted).rejects.toBe('enough');

    const pause = new Pause();
    const cancelled = pause.begin({ timeout: 10 });
    expect([pause.cancel('msg'), pause.cancel('again')]).toEqual([true, false]);
    await expect(cancelled).rejects.toEqual(new CancelledError('msg'));
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('that is cancelled and awaited by nobody is no unhandled rejection', async () => {
    const pause = new Pause();
    void pause.begin();
    pause.cancel();
    await new Promise((resolve) => setImmediate(resolve));
    expect(pause.failed).toBe(true);
  });
});

describe('Wait in a task', () => {
  const events: string[] = [];
  const task: TaskLike = {
    isGenerator: false,
    beginWait: (wait) => void events.push(`begins ${wait.label}`),
    endWait: (wait) => void events.push(`ends ${wait.label}`),
    takeCancellation: () => undefined,
  };

  it('tells the task of its beginning and end, and goes on through the loop', async () => {
    const queue: { run(): boolean }[] = [];
    const loop = { enqueue: (entry: { run(): boolean }) => void queue.push(entry) } as unknown as LoopLike;
    const pause = runInScope({ task, loop }, () => new Pause());
    const waited = pause.begin();
    pause.wake();
    expect([events.splice(0), queue.length]).toEqual([['begins Pause'], 1]);
    expect(queue[0]?.run()).toBe(false);
    expect(events).toEqual(['ends Pause']);
    expect(await waited).toBe('woken');
  });
});
