import { vi } from 'vitest';
import { drive } from './drive.ts';
import { settled } from './settled.ts';

/** Test code: what it yields is awaited. */
export type Steps<T = unknown> = Generator<unknown, T, unknown>;
/** The same body runs as a native async function and as a generator coroutine. */
export type Body = (limits: Limits) => Steps;

/** To be handed to every call that waits: how a body is cancelled where there are no tasks. */
export interface Limits {
  readonly signal?: AbortSignal;
}

/** A body on its way. */
export interface Started {
  /** To yield: what the body returns, or throws. */
  readonly joined: PromiseLike<unknown>;
  /** Cancels the task; outside a loop, aborts the signal that the body got with a `CancelledError`. */
  cancel(msg?: unknown): void;
  done(): boolean;
}

/** What a test does besides calling the code under test. */
export interface World {
  readonly hasLoop: boolean;
  /** Starts a body concurrently. */
  start(body: Body): Started;
  /** Starts a body that makes one call and returns what comes of it. */
  call(fn: (limits: Limits) => unknown): Started;
  /** To yield: one iteration of the loop; outside, a turn of the platform's. */
  turn(): PromiseLike<unknown>;
  /** For `yield*`: everything that can run by itself has run. */
  settled(): Steps<void>;
  /** To yield: time passes; outside a loop that of {@link fakeTimers}. */
  sleep(ms: number): PromiseLike<unknown>;
  /** The number of the loop's iteration, counted from the first call; always 0 outside a loop. */
  iteration(): number;
}

/** One of the ways in which a test runs. */
export interface Mode {
  readonly name: 'plain promises' | 'native async tasks' | 'generator tasks';
  readonly hasLoop: boolean;
  /** A test function around a body. */
  readonly run: (body: (world: World) => Steps) => () => Promise<void>;
}

/** What the modes need of the packages, which this one does not import. */
export interface ModeTools {
  readonly CancelledError: new (msg?: unknown) => Error;
  readonly runVirtual: (main: () => PromiseLike<unknown> | Steps) => PromiseLike<unknown>;
  readonly createTask: (coroutine: () => PromiseLike<unknown> | Steps) => PromiseLike<unknown> & {
    cancel(msg?: unknown): unknown;
    done(): boolean;
  };
  readonly sleep: (ms: number) => PromiseLike<unknown>;
  readonly getRunningLoop: () => { callSoon(callback: () => void): unknown };
}

/**
 * The three ways in which code that waits is run: by plain promises outside a loop, and on the virtual loop in native
 * async tasks and in generator tasks.
 *
 * @example
 * ```ts
 * describe.each(modesOf({ ...eventLoop, ...testing }))('$name', (mode) => {
 *   it('wakes a waiter', mode.run(function* (world) {
 *     const event = new Event();
 *     const waiter = world.call((limits) => event.wait(limits));
 *     yield* world.settled();
 *     event.set();
 *     expect(yield waiter.joined).toBe(true);
 *   }));
 * });
 * ```
 */
export function modesOf(tools: ModeTools): Mode[] {
  return [plainPromises(tools), tasks('native async tasks', tools), tasks('generator tasks', tools)];
}

function plainPromises({ CancelledError }: ModeTools): Mode {
  const start = (body: Body): Started => {
    const controller = new AbortController();
    let done = false;
    const joined = Promise.resolve()
      .then(() => drive(body({ signal: controller.signal })))
      .finally(() => (done = true));
    joined.catch(() => undefined);
    return { joined, cancel: (msg) => controller.abort(new CancelledError(msg)), done: () => done };
  };
  const world: World = {
    hasLoop: false,
    start,
    call: (fn) => start(calling(fn)),
    turn: () => settled(1),
    *settled() {
      yield settled();
    },
    sleep: (ms) => vi.advanceTimersByTimeAsync(ms),
    iteration: () => 0,
  };
  return {
    name: 'plain promises',
    hasLoop: false,
    run: (body) => async () => {
      await drive(body(world));
    },
  };
}

/** Iterations after which everything is blocked in the tests of a primitive. */
const SETTLED_AFTER = 20;

function tasks(name: Mode['name'], tools: ModeTools): Mode {
  const { runVirtual, createTask, sleep, getRunningLoop } = tools;
  const coroutine = (body: () => Steps): (() => PromiseLike<unknown> | Steps) =>
    name === 'generator tasks' ? body : () => drive(body());

  const runBody = async (body: (world: World) => Steps): Promise<void> => {
    let iteration = 0;
    let counting = false;
    let over = false;
    const count = (): void => {
      if (over) return;
      iteration++;
      getRunningLoop().callSoon(count);
    };
    const start = (body: Body): Started => {
      const task = createTask(coroutine(() => body({})));
      return { joined: task, cancel: (msg) => void task.cancel(msg), done: () => task.done() };
    };
    const world: World = {
      hasLoop: true,
      start,
      call: (fn) => start(calling(fn)),
      turn: () => sleep(0),
      *settled() {
        for (let turn = 0; turn < SETTLED_AFTER; turn++) yield sleep(0);
      },
      sleep,
      iteration: () => {
        if (!counting) getRunningLoop().callSoon(count);
        counting = true;
        return iteration;
      },
    };
    function* main(): Steps<void> {
      try {
        yield* body(world);
      } finally {
        over = true;
      }
    }
    await runVirtual(coroutine(main));
  };
  return { name, hasLoop: true, run: (body) => () => runBody(body) };
}

function calling(fn: (limits: Limits) => unknown): Body {
  return function* (limits) {
    return yield fn(limits);
  };
}
