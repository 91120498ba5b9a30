import { Future as BaseFuture, type Executor } from '@x/future';
import { fakeTimers } from '@x/test-kit/vitest';
import { describe, expect, it, vi } from 'vitest';
import { EventLoop, getRunningLoop, run, RuntimeError, sleep, type ExceptionContext } from '../src/index.ts';
import { modes, TestLoop } from './modes.ts';

/** An executor that calls at once, and ends when it is let. */
class InlineExecutor implements Executor {
  readonly ended = Promise.withResolvers<void>();
  readonly shutdowns: unknown[] = [];

  submit<A extends unknown[], R>(fn: (...args: A) => R, ...args: A): BaseFuture<Awaited<R>> {
    const future = new BaseFuture<Awaited<R>>();
    future.setResult(fn(...args) as Awaited<R>);
    return future;
  }

  map(): never {
    throw new RangeError('not needed here');
  }

  async shutdown(options: { wait?: boolean } = {}): Promise<void> {
    this.shutdowns.push(options);
    if (options.wait !== false) await this.ended.promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.shutdown();
  }
}

describe.each(modes)('EventLoop.setDefaultExecutor ($name)', ({ coded }) => {
  it('LOOP-039 is used for calls that name none; what is no executor is refused', async () => {
    using loop = new TestLoop();
    const executor = new InlineExecutor();
    executor.ended.resolve();
    const submit = vi.spyOn(executor, 'submit');
    for (const wrong of ['spam', undefined, null, {}]) {
      expect(() => loop.setDefaultExecutor(wrong as never)).toThrow(/executor must be an Executor, got /);
    }
    loop.setDefaultExecutor(executor);
    const main = coded(function* () {
      return yield getRunningLoop().runInExecutor(undefined, (text: string) => `${text}!`, 'yo');
    });
    expect(await loop.runUntilComplete(main)).toBe('yo!');
    expect(submit).toHaveBeenCalledOnce();
    await loop.shutdownDefaultExecutor();
    await expect(loop.runUntilComplete(main)).rejects.toThrow(new RuntimeError('Executor shutdown has been called'));
  });
});

describe('EventLoop.shutdownDefaultExecutor', () => {
  fakeTimers();

  it('leaves the work to itself when its limit passes, with a warning', async () => {
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const loop = new EventLoop();
    const executor = new InlineExecutor();
    loop.setDefaultExecutor(executor);
    await expect(loop.shutdownDefaultExecutor({ timeout: -1 })).rejects.toThrow(RangeError);
    const isOver = vi.fn<() => void>();
    const over = loop.shutdownDefaultExecutor({ timeout: 100 }).then(isOver);
    await vi.advanceTimersByTimeAsync(99);
    expect(isOver).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await over;
    expect(executor.shutdowns).toEqual([{ wait: true }, { wait: false }]);
    expect(warned.mock.lastCall?.[0]).toBe('the default executor did not end its work within 100 ms');
    loop.close();
  });

  it('leaves no timer behind when the work ends in time', async () => {
    const loop = new EventLoop();
    const executor = new InlineExecutor();
    loop.setDefaultExecutor(executor);
    const over = loop.shutdownDefaultExecutor({ timeout: 100 });
    await vi.advanceTimersByTimeAsync(1);
    expect(vi.getTimerCount()).toBe(1);
    executor.ended.resolve();
    await over;
    expect(executor.shutdowns).toEqual([{ wait: true }]);
    loop.close();
  });
});

describe.each(modes)('EventLoop.shutdownAsyncgens ($name)', ({ coded }) => {
  it('LOOP-041 closes the generators that were tracked, and reports what fails', async () => {
    const loop = new TestLoop();
    const log: string[] = [];
    const main = coded(function* () {
      const [one, two] = [loop.track(numbers(log, false)), loop.track(numbers(log, true))];
      yield one.next();
      yield two.next();
      return two;
    });
    const tracked: ExceptionContext[] = [];
    const failing = await run(
      coded(function* () {
        const [generator] = [yield main()];
        return { generator };
      }),
      { loopFactory: () => loop },
    );
    tracked.push(...loop.takeReports());
    expect(log).toEqual(['closed', 'closed']);
    expect(tracked).toEqual([
      {
        message: 'an error occurred during closing of an asynchronous generator',
        exception: new RangeError('cannot close'),
        asyncgen: failing.generator,
      },
    ]);
  });

  it('LOOP-041 warns of generators that start afterwards', async () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue();
    using loop = new TestLoop();
    const main = coded(function* () {
      yield loop.shutdownAsyncgens();
      yield loop.track(numbers([], false)).return(undefined);
    });
    await loop.runUntilComplete(main);
    expect(warned.mock.lastCall?.[0]).toMatch(/scheduled after loop\.shutdownAsyncgens\(\) call/);
  });
});

async function* numbers(log: string[], fails: boolean): AsyncGenerator<number> {
  try {
    for (let n = 0; ; n += 1) yield n;
  } finally {
    await sleep(1);
    log.push('closed');
    // eslint-disable-next-line no-unsafe-finally -- what is tested
    if (fails) throw new RangeError('cannot close');
  }
}
