import { TimerError } from './errors.ts';
import type { Render } from './format/compile.ts';
import { shown } from './shown.ts';
import { compileInitialText, compileText, type TimerText } from './timer-text.ts';
import { Timers } from './timers.ts';
import { wrapFunction, type AnyFunction, type Wrapped } from './wrap.ts';

/** Takes one line of a timer. */
export type Logger = (message: string) => void;

export interface TimerOptions {
  /** Records each timing in {@link Timers} under this name, and stands for `{name}`. An empty name records nothing. */
  readonly name?: string | undefined;
  /** What is logged at the end. `'Elapsed time: {:0.4f} seconds'` by default. */
  readonly text?: TimerText | undefined;
  /** What is logged at the start: nothing by default, a line about the timer for `true`, else a template that may name `{name}`. */
  readonly initialText?: boolean | string | undefined;
  /** Where lines go; `console.log` by default, nowhere for `null`. */
  readonly logger?: Logger | null | undefined;
  /** Where named timings go; {@link Timer.timers} by default. */
  readonly timers?: Timers | undefined;
}

/**
 * A stopwatch for code: with `using` for a block, with {@link Timer.start} and {@link Timer.stop} by hand, with {@link Timer.wrap} for each call of a
 * function. All durations are milliseconds.
 *
 * @remarks
 * **Order.** The initial text is logged before the clock starts. When it has stopped, {@link Timer.last} is set, then the text is logged, then the
 * timing is recorded; if the logger throws, it is not recorded.
 *
 * **Differs from Python.** Numbers handed to code are milliseconds; in a text `{}` and `{seconds}` still are seconds. A template is checked when the
 * timer is made. `{name}` of a timer without a name is empty.
 *
 * @throws RangeError when `text` or `initialText` has a bad format.
 * @throws TypeError when an option has the wrong type.
 *
 * @example
 * ```ts
 * const timer = new Timer({ name: 'bake', logger: null });
 * {
 *   using running = timer.start();
 *   running.name; // => 'bake'
 * }
 * Timer.timers.total('bake') === timer.last; // => true
 * ```
 *
 * @see Python: {@link https://pypi.org/project/codetiming/ | codetiming.Timer}
 */
export class Timer implements Disposable {
  /** The timings of all named timers of the program, unless they have their own. */
  static readonly timers: Timers = new Timers();

  readonly name: string | undefined;
  readonly text: TimerText;
  readonly initialText: boolean | string;
  readonly logger: Logger | null;
  /** Where this timer records. A subclass may have its own static `timers`. */
  readonly timers: Timers;

  readonly #write: Render;
  readonly #initialMessage: string | undefined;
  #startedAt: number | undefined;
  #last = NaN;

  constructor(options: TimerOptions = {}) {
    checkOptions(options);
    this.name = options.name;
    this.text = options.text ?? 'Elapsed time: {:0.4f} seconds';
    this.initialText = options.initialText ?? false;
    this.logger = options.logger === undefined ? print : options.logger;
    this.timers = options.timers ?? new.target.timers;
    this.#write = compileText(this.text, this.name ?? '');
    this.#initialMessage = compileInitialText(this.initialText, this.name ?? '');
  }

  /** The latest measurement, in milliseconds; `NaN` before the first. */
  get last(): number {
    return this.#last;
  }

  /**
   * Starts the clock.
   *
   * @returns the timer, to be stopped at the end of the block: `using timer = new Timer().start()`.
   * @throws {@link TimerError} when it is running; that measurement goes on.
   */
  start(): this {
    if (this.#startedAt !== undefined) throw new TimerError('running');
    this.#announce();
    this.#startedAt = performance.now();
    return this;
  }

  /**
   * Stops the clock, logs and records.
   *
   * @returns the elapsed time, in milliseconds: {@link Timer.last}.
   * @throws {@link TimerError} when it is not running.
   */
  stop(): number {
    const now = performance.now();
    const startedAt = this.#startedAt;
    if (startedAt === undefined) throw new TimerError('not running');
    this.#startedAt = undefined;
    return this.#report(now - startedAt);
  }

  /**
   * Makes a function that does what `fn` does and measures each call by itself, recursive and concurrent ones, too. The timer's own clock is not
   * touched.
   *
   * @remarks
   * A call that returns a promise is measured until the promise settles, one that returns a future (of `@x/future`) until that is done, a generator from
   * its first step until it is exhausted or left. Failures pass unchanged, and are measured. Name, length, `this`, arguments and result are those of
   * `fn`; a future is handed on as it is, any other thenable as a promise.
   *
   * **Cancellation.** A cancelled call ends the measurement like any failure.
   *
   * **Differs from Python.** codetiming times an async function as zero, and refuses recursion with {@link TimerError}.
   *
   * @throws TypeError when `fn` is not a function.
   *
   * @example
   * ```ts
   * const timer = new Timer({ name: 'load', logger: null });
   * const load = timer.wrap(async (page: number) => `page ${page}`);
   * await Promise.all([load(1), load(2)]); // => ['page 1', 'page 2']
   * Timer.timers.count('load'); // => 2
   * ```
   */
  wrap<F extends AnyFunction>(fn: F): Wrapped<F> {
    if (typeof fn !== 'function') throw new TypeError(`fn must be a function, got ${shown(fn)}`);
    return wrapFunction(fn, () => {
      this.#announce();
      const startedAt = performance.now();
      return () => void this.#report(performance.now() - startedAt);
    });
  }

  /**
   * Stops the timer at the end of a `using` block, unless it has been stopped before.
   *
   * @throws {@link TimerError} when it was never started: `using timer = new Timer()` measures nothing.
   */
  [Symbol.dispose](): void {
    if (this.#startedAt !== undefined || Number.isNaN(this.#last)) this.stop();
  }

  /** The options, as Python's `repr()` lists them. */
  toString(): string {
    const logger = this.logger === print ? 'console.log' : shown(this.logger);
    return `Timer(name=${shown(this.name)}, text=${shown(this.text)}, initialText=${shown(this.initialText)}, logger=${logger})`;
  }

  #announce(): void {
    const { logger } = this;
    if (logger !== null && this.#initialMessage !== undefined) logger(this.#initialMessage);
  }

  #report(elapsed: number): number {
    this.#last = elapsed;
    const { logger, name } = this;
    if (logger !== null) logger(this.#write(elapsed));
    if (name) this.timers.add(name, elapsed);
    return elapsed;
  }
}

/** Looks `console.log` up at each call, so that it can be replaced. */
function print(message: string): void {
  console.log(message);
}

function checkOptions(options: TimerOptions): void {
  // A Python reader may write new Timer('bake').
  if (typeof options !== 'object') throw new TypeError(`options must be an object, got ${shown(options)}`);
  const { name, logger, timers } = options;
  if (name !== undefined && typeof name !== 'string') throw new TypeError(`name must be a string, got ${shown(name)}`);
  if (logger !== undefined && logger !== null && typeof logger !== 'function') {
    throw new TypeError(`logger must be a function or null, got ${shown(logger)}`);
  }
  if (timers !== undefined && !(timers instanceof Timers)) {
    throw new TypeError(`timers must be an instance of Timers, got ${shown(timers)}`);
  }
}
