import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Timer, TimerError, Timers, type TimerOptions } from '../src/index.ts';
import { fakeClock, type FakeClock } from './clock.ts';

const WASTED = 'Wasted time: {:.4f} seconds';

let clock: FakeClock;

beforeEach(() => {
  clock = fakeClock();
});
afterEach(() => Timer.timers.clear());

describe('Timer, printing', () => {
  const onLog = (): string[] => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((...args: unknown[]) => void lines.push(args.join(' | ')));
    return lines;
  };

  it('TIM-001 prints one line for a call of a wrapped function', () => {
    const lines = onLog();
    const onError = vi.spyOn(console, 'error');
    new Timer({ text: WASTED }).wrap(() => clock.advance(20))();
    expect(lines).toEqual(['Wasted time: 0.0200 seconds']);
    expect(onError).not.toHaveBeenCalled();
  });

  it('TIM-002 prints one line at the end of a block', () => {
    const lines = onLog();
    {
      using timer = new Timer({ text: WASTED }).start();
      clock.advance(20);
      expect(lines).toEqual([]);
      expect(timer.last).toBeNaN();
    }
    expect(lines).toEqual(['Wasted time: 0.0200 seconds']);
  });

  it('TIM-003 prints one line for start() and stop()', () => {
    const lines = onLog();
    const timer = new Timer({ text: WASTED }).start();
    clock.advance(20);
    timer.stop();
    expect(lines).toEqual(['Wasted time: 0.0200 seconds']);
  });

  it('says the elapsed time in seconds unless told otherwise', () => {
    const lines = onLog();
    const timer = new Timer().start();
    clock.advance(1_234.56);
    timer.stop();
    expect(lines).toEqual(['Elapsed time: 1.2346 seconds']);
  });

  it('TIM-009 hands the text to a logger of its own as the only argument, and prints nothing', () => {
    const lines = onLog();
    const logger = vi.fn<(message: string) => void>();
    new Timer({ text: WASTED, logger }).start().stop();
    expect(logger.mock.calls).toEqual([['Wasted time: 0.0000 seconds']]);
    expect(lines).toEqual([]);
  });

  it('TIM-010 prints nothing when the logger is null', () => {
    const lines = onLog();
    const text = vi.fn(() => 'never made');
    new Timer({ text, logger: null }).start().stop();
    expect(lines).toEqual([]);
    expect(text).not.toHaveBeenCalled();
  });

  it('prints when the logger is undefined, which is no logger given', () => {
    const lines = onLog();
    new Timer({ logger: undefined, text: 'done' }).start().stop();
    expect(lines).toEqual(['done']);
  });

  it('calls the logger without a `this` of its own', () => {
    const seen: unknown[] = [];
    const logger = function (this: unknown): void {
      seen.push(this);
    };
    new Timer({ logger }).start().stop();
    expect(seen).toEqual([undefined]);
  });
});

describe('Timer.start and Timer.stop', () => {
  const silent = (): Timer => new Timer({ logger: null });

  it('TIM-004 refuses to stop what was not started', () => {
    expect(() => silent().stop()).toThrow(new TimerError('not running'));
    expect(() => silent().stop()).toThrow('Timer is not running. Use .start() to start it');
  });

  it('TIM-005 refuses to start twice, and the first measurement goes on', () => {
    const timer = silent().start();
    clock.advance(5);
    expect(() => timer.start()).toThrow('Timer is running. Use .stop() to stop it');
    clock.advance(2);
    expect(timer.stop()).toBe(7);
  });

  it('TIM-006 refuses to stop twice', () => {
    const timer = silent().start();
    timer.stop();
    expect(() => timer.stop()).toThrow(new TimerError('not running'));
    expect(timer.start().stop()).toBe(0);
  });

  it('TIM-014 gives the same value from stop() as in last', () => {
    const timer = silent().start();
    clock.advance(12.5);
    expect(timer.stop()).toBe(12.5);
    expect(timer.last).toBe(12.5);
  });

  it('TIM-015 has no last value before the first stop', () => {
    const timer = silent();
    expect(timer.last).toBeNaN();
    timer.start();
    expect(timer.last).toBeNaN();
  });

  it('TIM-017 keeps the last value while it runs again', () => {
    const timer = silent().start();
    clock.advance(3);
    timer.stop();
    timer.start();
    clock.advance(100);
    expect(timer.last).toBe(3);
  });

  it('TIM-037 logs the initial text before the clock starts', () => {
    const logger = vi.fn(() => clock.advance(50));
    const timer = new Timer({ initialText: true, logger }).start();
    expect(logger).toHaveBeenCalledOnce();
    expect(timer.stop()).toBe(0);
  });

  it('TIM-038 logs and records after the clock has stopped', () => {
    const timers = new Timers();
    const logger = vi.fn(() => clock.advance(50));
    const timer = new Timer({ name: 'slow logger', logger, timers }).start();
    clock.advance(1);
    expect(timer.stop()).toBe(1);
    expect(timers.total('slow logger')).toBe(1);
  });

  it('TIM-061 lets an error of the logger out of stop(): the timer has stopped, nothing is recorded', () => {
    const timers = new Timers();
    const failure = new Error('disk full');
    const logger = (): never => {
      throw failure;
    };
    const timer = new Timer({ name: 'lost', logger, timers }).start();
    clock.advance(4);
    expect(() => timer.stop()).toThrow(failure);
    expect(timer.last).toBe(4);
    expect(timers.has('lost')).toBe(false);
    expect(() => timer.stop()).toThrow(new TimerError('not running'));
  });

  it('does not run when the logger fails at the start', () => {
    const failure = new Error('disk full');
    const logger = (): never => {
      throw failure;
    };
    const timer = new Timer({ initialText: true, logger });
    expect(() => timer.start()).toThrow(failure);
    expect(() => timer.stop()).toThrow(new TimerError('not running'));
  });
});

describe('Timer in a using block', () => {
  it('TIM-008 is the object that the block works with', () => {
    using timer = new Timer({ text: WASTED, logger: null }).start();
    expect(timer).toBeInstanceOf(Timer);
    expect(timer.text).toBe(WASTED);
  });

  it('TIM-012 logs once for each of two blocks', () => {
    const logger = vi.fn();
    const timer = new Timer({ name: 'twice', logger });
    for (let round = 0; round < 2; round++) {
      using running = timer.start();
      expect(running).toBe(timer);
    }
    expect(logger).toHaveBeenCalledTimes(2);
    expect(Timer.timers.count('twice')).toBe(2);
  });

  it('TIM-016 has measured the block afterwards, in milliseconds', () => {
    const timer = new Timer({ logger: null });
    {
      using running = timer.start();
      clock.advance(20);
      expect(running.last).toBeNaN();
    }
    expect(timer.last).toBeGreaterThanOrEqual(20);
  });

  it('TIM-053 stops, logs and records when the block fails, and the error comes out unchanged', () => {
    const logger = vi.fn();
    const spill = new Error('spill');
    const block = (): void => {
      using timer = new Timer({ name: 'failing', text: '{milliseconds:.0f}', logger }).start();
      clock.advance(6);
      if (timer.name === 'failing') throw spill;
    };
    expect(block).toThrow(spill);
    expect(logger.mock.calls).toEqual([['6']]);
    expect(Timer.timers.total('failing')).toBe(6);
  });

  it('may be stopped inside of the block', () => {
    const logger = vi.fn();
    {
      using timer = new Timer({ logger }).start();
      timer.stop();
    }
    expect(logger).toHaveBeenCalledOnce();
  });

  it('complains at the end of a block in which nobody started it', () => {
    const block = (): void => {
      using timer = new Timer({ logger: null });
      expect(timer.last).toBeNaN();
    };
    expect(block).toThrow(new TimerError('not running'));
  });
});

describe('Timer.timers', () => {
  it('TIM-011 records two calls of a wrapped function and logs two lines', () => {
    const logger = vi.fn();
    const call = new Timer({ name: 'accumulator', logger }).wrap(() => clock.advance(1));
    call();
    call();
    expect(logger).toHaveBeenCalledTimes(2);
    expect(Timer.timers.get('accumulator')).toBe(2);
  });

  it('TIM-013 sums up exactly what stop() gave', () => {
    const timer = new Timer({ name: 'sum', logger: null });
    const parts = [0.1, 0.2].map((milliseconds) => {
      timer.start();
      clock.advance(milliseconds);
      return timer.stop();
    });
    expect(Timer.timers.total('sum')).toBe(parts[0]! + parts[1]!);
  });

  it('TIM-039 has a named timer until it is cleared', () => {
    new Timer({ name: 'clear me', logger: null }).start().stop();
    expect(Timer.timers.has('clear me')).toBe(true);
    Timer.timers.clear();
    expect(Array.from(Timer.timers)).toEqual([]);
  });

  it('TIM-040 is still recorded in by a timer that was made before it was cleared', () => {
    const timer = new Timer({ name: 'survivor', logger: null }).start();
    Timer.timers.clear();
    clock.advance(2);
    timer.stop();
    expect(Timer.timers.get('survivor')).toBe(2);
  });

  it('TIM-042 is recorded in when the logger is null', () => {
    new Timer({ name: 'quiet', logger: null }).start().stop();
    expect(Timer.timers.count('quiet')).toBe(1);
  });

  it('knows nothing of timers without a name', () => {
    new Timer({ logger: null }).start().stop();
    new Timer({ name: '', logger: null }).start().stop();
    expect(Timer.timers.size).toBe(0);
  });

  it('is left alone by a timer that has timers of its own', () => {
    const timers = new Timers();
    new Timer({ name: 'private', logger: null, timers }).start().stop();
    expect(timers.has('private')).toBe(true);
    expect(Timer.timers.has('private')).toBe(false);
  });

  it('can be replaced by a subclass, as a class attribute in Python', () => {
    class BakeryTimer extends Timer {
      static override readonly timers: Timers = new Timers();
    }
    new BakeryTimer({ name: 'bake', logger: null }).start().stop();
    expect(BakeryTimer.timers.has('bake')).toBe(true);
    expect(Timer.timers.has('bake')).toBe(false);
  });
});

describe('new Timer', () => {
  it.each([
    ['options', 'bake', "options must be an object, got 'bake'"],
    ['name', { name: 42 }, 'name must be a string, got 42'],
    ['text', { text: 42 }, 'text must be a string or a function, got 42'],
    ['logger', { logger: 'print' }, "logger must be a function or null, got 'print'"],
    ['timers', { timers: new Map() }, 'timers must be an instance of Timers, got an object'],
  ])('refuses %s of the wrong type', (_option, options, message) => {
    expect(() => new Timer(options as never)).toThrow(new TypeError(message));
  });

  it('keeps its options where they can be read', () => {
    const logger = (): void => undefined;
    const timer = new Timer({ name: 'bake', text: '{}', initialText: 'go', logger });
    expect(timer).toMatchObject({ name: 'bake', text: '{}', initialText: 'go', logger, timers: Timer.timers });
    expect(new Timer()).toMatchObject({ name: undefined, initialText: false });
  });
});

describe('new Timer, given anything', () => {
  it('refuses it with a RangeError or TypeError, or works', () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    const anything = fc.option(fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), {
      nil: undefined,
    });
    const callable = fc.func(fc.string());
    const options = fc.record({
      name: fc.oneof(anything, fc.string()),
      text: fc.oneof(anything, fc.string(), callable),
      initialText: anything,
      logger: fc.oneof(anything, callable, fc.constant(null)),
    });
    fc.assert(
      fc.property(options, (given) => {
        let timer: Timer;
        try {
          timer = new Timer({ timers: new Timers(), ...given } as TimerOptions);
        } catch (error) {
          expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
          return;
        }
        expect(timer.start().stop()).toBe(0);
        expect(timer.toString()).toMatch(/^Timer\(name=.*\)$/s);
      }),
    );
  });
});

describe('Timer.toString', () => {
  it('TIM-060 lists name, text, initial text and logger, not last', () => {
    expect(String(new Timer({ name: "Bob's" }))).toBe(
      `Timer(name="Bob's", text='Elapsed time: {:0.4f} seconds', initialText=false, logger=console.log)`,
    );
    const say = (): void => undefined;
    const text = (milliseconds: number): string => String(milliseconds);
    expect(String(new Timer({ text, initialText: 'go', logger: say }))).toBe(
      `Timer(name=undefined, text=text, initialText='go', logger=say)`,
    );
    expect(String(new Timer({ text: () => '', logger: null }))).toContain('logger=null');
  });
});
