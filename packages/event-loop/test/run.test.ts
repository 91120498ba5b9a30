import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import {
  allTasks,
  CancelledError,
  ContextVar,
  createTask,
  currentTask,
  EventLoop,
  getEventLoop,
  getRunningLoop,
  run,
  Runner,
  RuntimeError,
  sleep,
} from '../src/index.ts';
import { VirtualEventLoop } from '../src/testing.ts';
import { errorOf, modes, TestLoop, type Steps } from './modes.ts';

describe.each(modes)('run ($name)', ({ coded }) => {
  it('RUN-003 puts the loop in debug mode, or not, as it is told', async () => {
    const main = coded(function* () {
      yield sleep(0);
      return getRunningLoop().getDebug();
    });
    expect(await run(main, { debug: true })).toBe(true);
    expect(await run(main, { debug: false })).toBe(false);
    expect(await run(main)).toBe(false);
    vi.stubEnv('ASYNCIO_DEBUG', '1');
    expect(await run(main)).toBe(true);
    expect(await run(main, { debug: false })).toBe(false);
    vi.unstubAllEnvs();
  });

  it('RUN-004 is refused in a running loop, whose program goes on', async () => {
    const never = vi.fn<() => Steps>();
    const main = coded(function* () {
      const refusals = [yield* errorOf(run(never)), yield* errorOf(new Runner().run(never))];
      yield sleep(0);
      return refusals;
    });
    const refusals = (await run(main)) as Error[];
    expect(refusals.map(String)).toEqual([
      'RuntimeError: run() cannot be called from a running event loop',
      'RuntimeError: Runner.run() cannot be called from a running event loop',
    ]);
    expect(never).not.toHaveBeenCalled();
  });

  it('RUN-006 cancels what is left, and reports once what fails then', async () => {
    const loop = new TestLoop();
    const log: string[] = [];
    const main = coded(function* () {
      void createTask(
        coded(function* () {
          try {
            yield sleep(1_000);
          } catch {
            log.push('cleaned up');
            throw new RangeError('while shutting down');
          }
        }),
        { name: 'left' },
      );
      yield sleep(0);
      return 123;
    });
    expect(await run(main, { loopFactory: () => loop })).toBe(123);
    expect(log).toEqual(['cleaned up']);
    const reports = loop.takeReports();
    expect(reports).toMatchObject([
      { message: 'unhandled exception during run() shutdown', exception: new RangeError('while shutting down') },
    ]);
    expect((reports[0]?.task as { getName(): string }).getName()).toBe('left');
    expect([loop.isClosed(), loop.time()]).toEqual([true, 0]);
  });

  it('RUN-008 sets its loop as the current one, and clears it', async () => {
    // A timer of the platform, set before: its callback runs outside of the loop.
    const { promise, resolve } = Promise.withResolvers<EventLoop>();
    setTimeout(() => resolve(getEventLoop()));
    const main = coded(function* () {
      const current = yield promise;
      return current === getRunningLoop();
    });
    expect(await run(main)).toBe(true);
    expect(() => getEventLoop()).toThrow(RuntimeError);
  });

  it('RUN-010 makes the loop with loopFactory, called once and bare, and leaves the current loop alone', async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    setTimeout(() => resolve(caught(() => getEventLoop())));
    const loop = new EventLoop();
    const loopFactory = vi.fn<() => EventLoop>(() => loop);
    const main = coded(function* () {
      return [getRunningLoop(), yield promise];
    });
    const [running, error] = await run(main, { loopFactory });
    expect(running).toBe(loop);
    expect(error).toBeInstanceOf(RuntimeError);
    expect(loopFactory.mock.calls).toEqual([[]]);
    expect(loop.isClosed()).toBe(true);
  });

  it('RUN-011 takes the plain loop as a factory', async () => {
    const main = coded(function* () {
      yield sleep(0);
      return getRunningLoop().constructor;
    });
    expect(await run(main, { loopFactory: () => new EventLoop() })).toBe(EventLoop);
  });

  it('RUN-024 never makes a text of the result', async () => {
    const asText = vi.fn<() => string>(() => 'a text');
    const result = { toString: asText, [inspect.custom]: asText };
    const main = coded(function* () {
      yield sleep(0);
      return result;
    });
    expect(await run(main)).toBe(result);
    expect(asText).not.toHaveBeenCalled();
  });
});

describe.each(modes)('Runner ($name)', ({ coded }) => {
  it('RUN-013 uses the loop that its factory makes', async () => {
    const loop = new VirtualEventLoop();
    await using runner = new Runner({ loopFactory: () => loop });
    const main = coded(function* () {
      yield sleep(0);
      return getRunningLoop();
    });
    expect(await runner.run(main)).toBe(loop);
    expect(runner.getLoop()).toBe(loop);
  });

  it('RUN-014 runs again and again, until it is closed', async () => {
    const runner = new Runner();
    const main = coded(function* () {
      yield sleep(0);
      return 'done';
    });
    expect(await runner.run(main)).toBe('done');
    expect(await runner.run(main)).toBe('done');
    const loop = runner.getLoop();
    await runner.close();
    expect(loop.isClosed()).toBe(true);
    expect(() => runner.getLoop()).toThrow(new RuntimeError('Runner is closed'));
  });

  it('RUN-015 is closed once, also without a block', async () => {
    const runner = new Runner();
    const loop = runner.getLoop();
    const close = vi.spyOn(loop, 'close');
    await runner.close();
    await runner.close();
    expect(close).toHaveBeenCalledOnce();
    await new Runner().close();
  });

  it('RUN-016 refuses to run once closed', async () => {
    const runner = new Runner();
    runner.getLoop();
    await runner.close();
    const main = vi.fn<() => Steps>();
    await expect(runner.run(coded(main))).rejects.toThrow(new RuntimeError('Runner is closed'));
    expect(main).not.toHaveBeenCalled();
  });

  it('RUN-017 keeps context variables from run to run', async () => {
    const variable = new ContextVar('variable', { default: -1 });
    await using runner = new Runner();
    const add = coded(function* (value: number) {
      const before = variable.get();
      yield sleep(0);
      variable.set(value);
      return before;
    });
    expect(await runner.run(() => add(1))).toBe(-1);
    expect(await runner.run(() => add(2))).toBe(1);
    expect(await runner.run(() => add(3))).toBe(2);
    expect(variable.get()).toBe(-1);
  });

  it('RUN-025 ends the tasks, then the generators, then the executor, and closes the loop', async () => {
    const log: string[] = [];
    await using runner = new Runner({ loopFactory: () => new LoggingLoop(log) });
    const main = coded(function* () {
      void createTask(
        coded(function* () {
          try {
            yield sleep(1_000);
          } finally {
            yield sleep(10);
            log.push('task ended');
          }
        }),
      );
      const generator = getRunningLoop().track(openFile(log));
      yield generator.next();
      return [...allTasks()].length;
    });
    expect(await runner.run(main)).toBe(2);
    const loop = runner.getLoop();
    await runner.close();
    expect(log).toEqual([
      'task ended',
      'shutdownAsyncgens',
      'generator ended in a task',
      'shutdownDefaultExecutor with a limit of 300000',
      'close',
    ]);
    expect(loop.time()).toBe(20);
  });

  it('RUN-025 closes the loop although a step fails', async () => {
    const log: string[] = [];
    const loop = new LoggingLoop(log);
    const runner = new Runner({ loopFactory: () => loop });
    runner.getLoop();
    vi.spyOn(loop, 'shutdownAsyncgens').mockRejectedValue(new RangeError('generators'));
    await expect(runner.close()).rejects.toThrow(new RangeError('generators'));
    expect(log).toEqual(['close']);
    expect(loop.isClosed()).toBe(true);
  });

  it('ends the main task when its signal is aborted', async () => {
    const controller = new AbortController();
    await using runner = new Runner({ loopFactory: () => new VirtualEventLoop() });
    const main = coded(function* () {
      getRunningLoop().callLater(10, () => controller.abort('enough'));
      yield sleep(1_000);
    });
    const error = await runner.run(main, { signal: controller.signal }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(CancelledError);
    expect((error as CancelledError).args).toEqual(['enough']);
    expect(runner.getLoop().time()).toBe(10);
  });
});

class LoggingLoop extends VirtualEventLoop {
  readonly #log: string[];

  constructor(log: string[]) {
    super();
    this.#log = log;
  }

  override async shutdownAsyncgens(): Promise<void> {
    this.#log.push('shutdownAsyncgens');
    await super.shutdownAsyncgens();
  }

  override async shutdownDefaultExecutor(options: { timeout?: number | undefined } = {}): Promise<void> {
    this.#log.push(`shutdownDefaultExecutor with a limit of ${options.timeout}`);
    await super.shutdownDefaultExecutor(options);
  }

  override close(): void {
    if (!this.isClosed()) this.#log.push('close');
    super.close();
  }
}

async function* openFile(log: string[]): AsyncGenerator<string> {
  try {
    yield 'a line';
  } finally {
    await sleep(10);
    log.push(currentTask() === undefined ? 'generator ended' : 'generator ended in a task');
  }
}

function caught(fn: () => unknown): unknown {
  try {
    return fn();
  } catch (error) {
    return error;
  }
}
