import { RuntimeError, type Executor } from '@x/future';
import { shown, startTimer, warn } from '@x/future/context';

// In a variable, so that neither bundlers nor type checkers want the package where nobody uses it.
const EXECUTOR_PACKAGE = '@x/executor';

/** The executor of a loop for calls that name none: a thread pool, made at the first use. */
export class DefaultExecutor {
  #executor: Executor | undefined;
  #loading: Promise<Executor> | undefined;
  #isShutDown = false;

  set(executor: Executor): void {
    if (typeof (executor as Partial<Executor> | null)?.submit !== 'function') {
      throw new TypeError(`executor must be an Executor, got ${shown(executor)}`);
    }
    this.#executor = executor;
  }

  /**
   * The executor that was set, or a `ThreadPoolExecutor`.
   *
   * @throws RuntimeError after a shutdown, or when `@x/executor` is not installed.
   */
  async get(): Promise<Executor> {
    if (this.#isShutDown) throw new RuntimeError('Executor shutdown has been called');
    this.#loading ??= this.#executor === undefined ? loadThreadPool() : undefined;
    this.#executor ??= await this.#loading;
    return this.#executor as Executor;
  }

  /** Ends the executor when its work is done; after `timeout` milliseconds without waiting for the rest. */
  async shutdown(timeout?: number): Promise<void> {
    this.#isShutDown = true;
    const executor = this.#executor ?? (await this.#loading?.catch(() => undefined));
    if (executor === undefined) return;
    const ended = executor.shutdown({ wait: true });
    if (timeout === undefined || (await endsWithin(ended, timeout))) {
      await ended;
      return;
    }
    ended.catch(() => undefined);
    warn(`the default executor did not end its work within ${timeout} ms`, '');
    await executor.shutdown({ wait: false });
  }

  /** Ends the executor without waiting for it. */
  release(): void {
    this.#isShutDown = true;
    const executor = Promise.resolve(this.#executor ?? this.#loading);
    // Whoever wants to know how it ends calls shutdown().
    executor.then((found) => found?.shutdown({ wait: false })).catch(() => undefined);
  }
}

async function endsWithin(ended: Promise<void>, timeout: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = startTimer(timeout, () => resolve(false));
  const onEnd = (): void => resolve(true);
  ended.then(onEnd, onEnd);
  try {
    return await promise;
  } finally {
    timer.cancel();
  }
}

async function loadThreadPool(): Promise<Executor> {
  try {
    const { ThreadPoolExecutor } = await importExecutors();
    return new ThreadPoolExecutor({ threadNamePrefix: 'asyncio' });
  } catch (cause) {
    const error = new RuntimeError(
      `the default executor needs ${EXECUTOR_PACKAGE}: install it, or give another with loop.setDefaultExecutor()`,
    );
    error.cause = cause;
    throw error;
  }
}

interface Executors {
  readonly ThreadPoolExecutor: new (options?: { threadNamePrefix?: string }) => Executor;
}

async function importExecutors(): Promise<Executors> {
  try {
    return (await import(EXECUTOR_PACKAGE)) as Executors;
  } catch (error) {
    // Strict package managers let a package see only what it declares: the program itself may see more.
    const { process } = globalThis as { process?: Partial<NodeJS.Process> };
    const main = process?.argv?.[1];
    const modules = process?.getBuiltinModule?.('node:module');
    if (main === undefined || modules === undefined) throw error;
    const found = modules.createRequire(main).resolve(EXECUTOR_PACKAGE);
    return (await import(process?.getBuiltinModule?.('node:url').pathToFileURL(found).href ?? found)) as Executors;
  }
}
