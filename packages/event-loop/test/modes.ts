import { drive } from '@x/test-kit';
import { expect } from 'vitest';
import {
  createTask,
  eagerTaskFactory,
  getRunningLoop,
  type ExceptionContext,
  type Task,
  type TaskOptions,
} from '../src/index.ts';
import { VirtualEventLoop } from '../src/testing.ts';

/** Test code: what it yields is awaited. */
export type Steps<T = unknown> = Generator<unknown, T, unknown>;
/** A body in one of the two kinds of coroutine. */
export type Coded<A extends unknown[], T> = (...args: A) => PromiseLike<T> | Steps<T>;

/** One of the two kinds of coroutine in which each test runs. */
export interface Mode {
  readonly name: 'native async' | 'generator' | `${string}, eager`;
  /** Makes a coroutine function of a body: each `yield` is an `await`, or stays a `yield`. */
  readonly coded: <A extends unknown[], T>(body: (...args: A) => Steps<T>) => Coded<A, T>;
  /** Starts a task with such a body. */
  readonly start: <T>(body: () => Steps<T>, options?: TaskOptions) => Task<T>;
  /** A test function: the body runs on a virtual loop, which must be left without tasks, timers and reports. */
  readonly test: (body: () => Steps<void>) => () => Promise<void>;
}

export const modes: readonly Mode[] = [
  modeOf(
    'native async',
    (body) =>
      (...args) =>
        drive(body(...args)),
  ),
  modeOf('generator', (body) => body),
];

/** The same, with a task factory that makes eager tasks. */
export const eagerModes: readonly Mode[] = modes.map((mode) => ({
  ...mode,
  name: `${mode.name}, eager`,
  test: (body) =>
    mode.test(function* () {
      getRunningLoop().setTaskFactory(eagerTaskFactory);
      yield* body();
    }),
}));

function modeOf(name: Mode['name'], coded: Mode['coded']): Mode {
  return {
    name,
    coded,
    start: (body, options) => createTask(coded(body), options),
    test: (body) => () => onLoop(coded(body)),
  };
}

/** A virtual loop that keeps what was reported to its exception handler, and can say whether a timer is set. */
export class TestLoop extends VirtualEventLoop {
  readonly #reports: ExceptionContext[] = [];
  #onIdle: ((deadline: number | undefined) => void) | undefined;

  constructor() {
    super();
    this.setExceptionHandler((_loop, context) => this.#reports.push(context));
  }

  /** What was reported since the last call. */
  takeReports(): ExceptionContext[] {
    return this.#reports.splice(0);
  }

  /** When the next timer is due; runs what is ready first. */
  async nextTimer(): Promise<number | undefined> {
    let found: number | undefined;
    this.#onIdle = (deadline) => {
      found = deadline;
      this.stop();
    };
    await this.runForever();
    this.#onIdle = undefined;
    return found;
  }

  protected override createIdling(): ReturnType<VirtualEventLoop['createIdling']> {
    const idling = super.createIdling();
    return {
      wait: (deadline, resume) => {
        if (this.#onIdle === undefined) return idling.wait(deadline, resume);
        this.#onIdle(deadline);
        return () => undefined;
      },
    };
  }
}

/** Runs a body on a fresh loop, and checks what it leaves behind. */
export async function onLoop(main: () => PromiseLike<unknown> | Steps, loop: TestLoop = new TestLoop()): Promise<void> {
  try {
    await loop.runUntilComplete(loop.createTask(main, { name: 'main' }));
    expect([...loop.tasks].map(String), 'tasks left behind').toEqual([]);
    expect(await loop.nextTimer(), 'a timer left behind').toBeUndefined();
    loop.losses.reportAll();
    expect(loop.takeReports(), 'reports nobody expected').toEqual([]);
  } finally {
    loop.close();
  }
}

/** What was reported to the exception handler of the running loop since the last call. */
export function takeReports(): ExceptionContext[] {
  const loop = getRunningLoop();
  if (!(loop instanceof TestLoop)) throw new Error('this test does not run on a TestLoop');
  return loop.takeReports();
}

/** The value of something awaited, with its type: `yield` alone has none. */
export function* valueOf<T>(awaitable: PromiseLike<T>): Steps<T> {
  return (yield awaitable) as T;
}

/** The error of something awaited. */
export function* errorOf(awaitable: unknown): Steps {
  let value: unknown;
  try {
    value = yield awaitable;
  } catch (error) {
    return error;
  }
  throw new Error(`it did not fail, and gave ${String(value)}`);
}

/** The error that a call throws. */
export function thrownBy(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('it threw nothing');
}

/** The loop's clock, in milliseconds. */
export function now(): number {
  return getRunningLoop().time();
}

/** Keeps the loop busy for a time, in milliseconds. */
export function block(time: number): void {
  const { clock } = getRunningLoop() as unknown as TestLoop;
  clock.jump(clock.now() + time);
}

/** Counts the iterations of the running loop until it is disposed of. */
export function iterations(): { readonly count: number } & Disposable {
  const loop = getRunningLoop();
  let count = 0;
  const next = (): void => {
    count += 1;
    handle = loop.callSoon(next);
  };
  let handle = loop.callSoon(next);
  return {
    get count() {
      return count;
    },
    [Symbol.dispose]: () => handle.cancel(),
  };
}
