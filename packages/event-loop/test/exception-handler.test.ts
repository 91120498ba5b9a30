import { runProgram } from '@x/test-kit';
import { describe, expect, it, vi } from 'vitest';
import { coroutine, EventLoop, run, sleep, SystemExit, type ExceptionContext, type TaskFactory } from '../src/index.ts';
import { modes, TestLoop } from './modes.ts';

/** A loop whose default handler is at work; stops after what is ready. */
async function iterate(loop: EventLoop): Promise<void> {
  loop.stop();
  await loop.runForever();
}

function boom(): never {
  throw new RangeError('boom');
}

describe('EventLoop.setExceptionHandler', () => {
  it('LOOP-030 takes a function or undefined', () => {
    const loop = new EventLoop();
    expect(loop.getExceptionHandler()).toBeUndefined();
    for (const wrong of ['spam', 1, null, {}]) {
      expect(() => loop.setExceptionHandler(wrong as never)).toThrow(
        /A callable object or undefined is expected, got /,
      );
    }
    expect(loop.getExceptionHandler()).toBeUndefined();
    const handler = (): void => undefined;
    loop.setExceptionHandler(handler);
    expect(loop.getExceptionHandler()).toBe(handler);
    loop.setExceptionHandler(undefined);
    expect(loop.getExceptionHandler()).toBeUndefined();
    loop.close();
  });

  it('LOOP-031 tells the handler everything, until the default one is put back', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const loop = new EventLoop();
    const handler = vi.fn<(loop: EventLoop, context: ExceptionContext) => void>();
    loop.setExceptionHandler(handler);
    const handle = loop.callSoon(boom);
    await iterate(loop);
    const report = { message: 'Exception in callback boom()', exception: new RangeError('boom'), handle };
    expect(handler.mock.calls).toEqual([[loop, report]]);
    expect(logged).not.toHaveBeenCalled();

    loop.setDebug(true);
    const inDebug = loop.callSoon(boom);
    await iterate(loop);
    expect(handler.mock.lastCall?.[1]).toEqual({
      message: 'Exception in callback boom()',
      exception: new RangeError('boom'),
      handle: inDebug,
      sourceTraceback: inDebug.sourceTraceback,
    });
    expect(inDebug.sourceTraceback?.[0]).toContain('exception-handler.test.ts');

    loop.setDebug(false);
    loop.setExceptionHandler(undefined);
    loop.callSoon(boom);
    await iterate(loop);
    expect(handler).toHaveBeenCalledTimes(2);
    expect(logged.mock.lastCall?.[0]).toContain('Exception in callback boom()');
    loop.close();
  });

  it('LOOP-032 hands what the handler throws to the default one, with the original report', async () => {
    class Loop extends EventLoop {
      readonly reports: ExceptionContext[] = [];
      override defaultExceptionHandler(context: ExceptionContext): void {
        this.reports.push(context);
      }
    }
    const loop = new Loop();
    loop.setExceptionHandler(() => {
      throw new TypeError('a bad handler');
    });
    const handle = loop.callSoon(boom);
    await iterate(loop);
    expect(loop.reports).toEqual([
      {
        message: 'Unhandled error in exception handler',
        exception: new TypeError('a bad handler'),
        context: { message: 'Exception in callback boom()', exception: new RangeError('boom'), handle },
      },
    ]);
    loop.close();
  });

  it('LOOP-033 survives a default handler that throws', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    class Loop extends EventLoop {
      override defaultExceptionHandler(): void {
        throw new TypeError('a bad default');
      }
    }
    const loop = new Loop();
    loop.callSoon(boom);
    await iterate(loop);
    expect(logged.mock.lastCall).toEqual(['Exception in default exception handler', new TypeError('a bad default')]);
    loop.setExceptionHandler(() => boom());
    loop.callSoon(boom);
    await iterate(loop);
    expect(logged.mock.lastCall).toEqual([
      'Exception in default exception handler while handling an unexpected error in custom exception handler',
      new TypeError('a bad default'),
    ]);
    expect(await loop.runUntilComplete(() => sleep(0, 'goes on'))).toBe('goes on');
    loop.close();
  });

  it('LOOP-033 lets out what ends the program', async () => {
    const loop = new EventLoop();
    const exit = new SystemExit();
    loop.setExceptionHandler(() => {
      throw exit;
    });
    loop.callSoon(boom);
    await expect(loop.runForever()).rejects.toBe(exit);
    loop.close();
  });
});

describe('EventLoop.defaultExceptionHandler', () => {
  it('LOOP-028 logs the callback and its error, and the loop goes on', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const loop = new EventLoop();
    const log: string[] = [];
    loop.callSoon(boom);
    loop.callSoon(() => log.push('goes on'));
    loop.callLater(0, boom);
    await loop.runUntilComplete(() => sleep(5));
    expect(log).toEqual(['goes on']);
    expect(logged.mock.calls).toEqual([
      [expect.stringMatching(/^Exception in callback boom\(\)\nhandle: <Handle /), '\n', new RangeError('boom')],
      [expect.stringMatching(/^Exception in callback boom\(\)\nhandle: <TimerHandle /), '\n', new RangeError('boom')],
    ]);
    loop.close();
  });
});

describe.each(modes)('what nobody sees ($name)', ({ coded }) => {
  it('LOOP-029 is reported at the end of run(), once', async () => {
    const loop = new TestLoop();
    const tasks: unknown[] = [];
    const main = coded(function* () {
      tasks.push(loop.createTask(coded(() => boom())));
      yield sleep(1);
    });
    await run(main, { loopFactory: () => loop });
    const [{ future, ...report } = {} as ExceptionContext, ...more] = loop.takeReports();
    expect(report).toEqual({ message: 'Task exception was never retrieved', exception: new RangeError('boom') });
    expect(future === tasks[0]).toBe(true);
    expect(more).toEqual([]);
  });

  it('is reported for a coroutine that nobody starts, once', async () => {
    const loop = new TestLoop();
    const work = coroutine(
      coded(function* work() {
        yield sleep(0);
      }) as () => Promise<void>,
    );
    const made: unknown[] = [];
    const main = coded(function* () {
      made.push(work());
      yield work();
    });
    await run(main, { loopFactory: () => loop });
    expect(loop.takeReports()).toMatchObject([
      { message: expect.stringMatching(/^coroutine '.*' was never awaited$/) as string },
    ]);
  });
});

describe('what is collected', { timeout: 30_000 }, () => {
  it.for(['native async', 'generator'])('LOOP-029 is reported earlier (%s)', async (kind, { signal }) => {
    const { stdout, stderr } = await runProgram(new URL('fixtures/collected.ts', import.meta.url), {
      args: [kind],
      execArgv: ['--expose-gc'],
      signal,
    });
    expect(stdout.trim().split('\n')).toEqual([
      'Task exception was never retrieved: RangeError: too far, thrown in collected.ts',
      "coroutine 'forgotten' was never awaited: undefined",
      'end of main',
    ]);
    expect(stderr.replace(/\(node:\d+\) /, '').split('\n')[0]).toBe(
      "LostFailureWarning: coroutine 'outside' was never awaited",
    );
  });
});

describe('EventLoop.setTaskFactory', () => {
  it('LOOP-027 takes a function or undefined, and hands it everything', async () => {
    using loop = new TestLoop();
    expect(() => loop.setTaskFactory(1 as never)).toThrow(/task factory must be a callable or undefined, got 1/);
    expect(loop.getTaskFactory()).toBeUndefined();
    const made: unknown[] = [];
    const factory: TaskFactory = (own, work, options) => {
      made.push([own, work, options]);
      loop.setTaskFactory(undefined);
      try {
        return own.createTask(work, options);
      } finally {
        loop.setTaskFactory(factory);
      }
    };
    loop.setTaskFactory(factory);
    expect(loop.getTaskFactory()).toBe(factory);
    const work = async (): Promise<string> => sleep(0, 'done');
    expect(await loop.runUntilComplete(loop.createTask(work, { name: 'work' }))).toBe('done');
    expect(made).toEqual([[loop, work, { name: 'work' }]]);
    loop.setTaskFactory(undefined);
    expect(loop.getTaskFactory()).toBeUndefined();
    await loop.runUntilComplete(loop.createTask(work));
    expect(made).toHaveLength(1);
  });
});
