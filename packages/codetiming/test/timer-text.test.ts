import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Timer, type TimerOptions } from '../src/index.ts';
import { fakeClock, type FakeClock } from './clock.ts';

let clock: FakeClock;

beforeEach(() => {
  clock = fakeClock();
});

/** What a timer with these options logs for a measurement of so many milliseconds. */
function logged(options: TimerOptions, milliseconds: number): string[] {
  const lines: string[] = [];
  const timer = new Timer({ logger: (line) => void lines.push(line), ...options }).start();
  clock.advance(milliseconds);
  timer.stop();
  return lines;
}

const says = (text: string, milliseconds: number, name?: string): string => logged({ text, name }, milliseconds)[0]!;

describe('Timer text, a template', () => {
  it('TIM-018 names the timer beside a field without a name', () => {
    expect(says('{name}: {:.2f}', 1_500, 'NamedTimer')).toBe('NamedTimer: 1.50');
  });

  it('TIM-019 names the timer and the seconds', () => {
    expect(says('{name}: {seconds:.2f}', 1_500, 'NamedTimer')).toBe('NamedTimer: 1.50');
  });

  it('TIM-021 names milliseconds, seconds and minutes', () => {
    expect(says('{milliseconds:.0f} {seconds:.3f}', 1_234)).toBe('1234 1.234');
    expect(says('{minutes:.1f} min', 90_000)).toBe('1.5 min');
    expect(says('{milliseconds:,.0f} ms', 1_234_567.8)).toBe('1,234,568 ms');
  });

  it('TIM-022 takes {}, {:spec}, {0} and {0:spec} for the seconds, and doubled braces for braces', () => {
    expect(says('{}', 1_500)).toBe('1.5');
    expect(says('{:.3f}', 1_500)).toBe('1.500');
    expect(says('{0} and {0:07.2f}', 1_500)).toBe('1.5 and 0001.50');
    expect(says('{{{:.0f}}} {{name}}', 2_000)).toBe('{2} {name}');
  });

  it('TIM-023 mixes {} with named fields, and refuses to mix it with {0}', () => {
    expect(says('{} {seconds:.1f}', 1_500)).toBe('1.5 1.5');
    expect(() => new Timer({ text: '{} {0}' })).toThrow('{} and {0} do not mix');
    expect(() => new Timer({ text: '{0} {}' })).toThrow(RangeError);
  });

  it('TIM-025 prints nothing for the name of a timer without one', () => {
    expect(says('<{name}>', 0)).toBe('<>');
    expect(says('<{name:>3}>', 0)).toBe('<   >');
  });

  it('prints a name as Python does', () => {
    expect(says('{name:*^10}', 0, 'bake')).toBe('***bake***');
    expect(says('{name:.2}', 0, 'bake')).toBe('ba');
    expect(says('{name!r} {name!a:>8} {!r:>6}', 1_500, 'crème')).toBe(String.raw`'crème' 'cr\xe8me'    1.5`);
  });

  it('names fields inside of a name, without looking for them', () => {
    expect(says('{name}', 0, '{seconds} %s')).toBe('{seconds} %s');
  });
});

describe('Timer text, a bad template', () => {
  it.each([
    ['{', "a '{' that is never closed (write '{{' for a brace), at position 0"],
    ['took {:.2f', "a '{' that is never closed (write '{{' for a brace), at position 5"],
    ['}', "a single '}' (write '}}' for a brace), at position 0"],
    ['{:{name}}', "a '{' inside of a field, which is not supported, at position 0"],
    ['{hours}', 'there is no field {hours}, only {}, {seconds}, {milliseconds}, {minutes}, {name}'],
    ['{ }', 'there is no field { }, only {}, {seconds}, {milliseconds}, {minutes}, {name}'],
    ['{name.length}', 'there is no field {name.length}, only {}, {seconds}, {milliseconds}, {minutes}, {name}'],
    ['{} {}', 'there is no field {1}, only {}, {seconds}, {milliseconds}, {minutes}, {name}'],
    ['{1}', 'there is no field {1}, only {}, {seconds}, {milliseconds}, {minutes}, {name}'],
    ['{!x}', "'!x' is no conversion (!r, !s or !a), at position 0"],
    ['{!}', "'!' is no conversion (!r, !s or !a), at position 0"],
    ['{:x}', "there is no format code 'x' for a number, in 'x'"],
    ['{milliseconds:d}', "there is no format code 'd' for a number (it has decimals: write .0f), in 'd'"],
    ['{:,n}', "',' does not go with 'n', in ',n'"],
    ['{name:.1f}', "there is no format code 'f' for a string, in '.1f'"],
    ['{name:+}', "'+' is for numbers, and the value is a string, in '+'"],
    ['{name:=9}', "'=' is for numbers, and the value is a string, in '=9'"],
    ['{:10000}', "the width in '10000' must be at most 9999"],
    ['{:.10000f}', "the precision in '.10000f' must be at most 9999"],
  ])('%s is refused when the timer is made', (text, problem) => {
    const message = `text must be a valid format string, got '${text}': ${problem}`;
    expect(() => new Timer({ text })).toThrow(new RangeError(message));
  });

  it('is refused even if nobody would ever see it', () => {
    expect(() => new Timer({ text: '{', logger: null })).toThrow(RangeError);
  });

  it('shows the form of a specification that is none', () => {
    expect(() => new Timer({ text: '{:.f}' })).toThrow(
      "'.f' is no format specification: [[fill]align][sign][z][#][0][width][, or _][.precision][type]",
    );
  });
});

describe('Timer text, a function', () => {
  it('is given the milliseconds', () => {
    expect(logged({ text: (milliseconds) => `took ${milliseconds}` }, 42)).toEqual(['took 42']);
  });

  it('TIM-027 may be a class, of which an object is made and turned into a string', () => {
    class Formatter {
      readonly #milliseconds: number;
      constructor(milliseconds: number) {
        this.#milliseconds = milliseconds;
      }
      toString(): string {
        return `Class: ${this.#milliseconds}`;
      }
    }
    expect(logged({ text: Formatter }, 1)).toEqual(['Class: 1']);
  });

  it('TIM-028 has its result turned into a string', () => {
    expect(logged({ text: () => 42 }, 0)).toEqual(['42']);
    expect(logged({ text: () => undefined }, 0)).toEqual(['undefined']);
  });

  it('lets its error out of stop(), with the timer stopped', () => {
    const failure = new Error('no text');
    const text = (): never => {
      throw failure;
    };
    const timer = new Timer({ text, logger: () => undefined }).start();
    expect(() => timer.stop()).toThrow(failure);
    expect(() => timer.stop()).toThrow('Timer is not running');
  });
});

describe('Timer initialText', () => {
  const started = (options: TimerOptions): string[] => logged({ text: 'done', ...options }, 0).slice(0, -1);

  it('TIM-030 names the timer that has started', () => {
    expect(started({ initialText: true, name: 'named' })).toEqual(['Timer named started']);
    expect(started({ initialText: true })).toEqual(['Timer started']);
    expect(started({ initialText: true, name: '' })).toEqual(['Timer started']);
  });

  it('TIM-031 is said at the start of a wrapped call, of a block and by start()', () => {
    const lines: string[] = [];
    const timer = new Timer({
      initialText: 'Starting the party',
      text: 'end',
      logger: (line) => void lines.push(line),
    });
    timer.wrap(() => lines.push('wrapped'))();
    {
      using running = timer.start();
      lines.push(running === timer ? 'block' : 'another');
    }
    timer.start();
    timer.stop();
    const start = 'Starting the party';
    expect(lines).toEqual([start, 'wrapped', 'end', start, 'block', 'end', start, 'end']);
  });

  it('TIM-032 may name the timer', () => {
    expect(started({ initialText: 'Starting {name}', name: 'the party' })).toEqual(['Starting the party']);
    expect(started({ initialText: '{name!r:>8}{{', name: 'bake' })).toEqual(["  'bake'{"]);
  });

  it('TIM-033 is not said when the logger is null', () => {
    const onLog = vi.spyOn(console, 'log');
    new Timer({ initialText: true, logger: null }).start();
    expect(onLog).not.toHaveBeenCalled();
  });

  it('TIM-034 is refused with an unknown field when the timer is made, so that none can be running', () => {
    expect(() => new Timer({ initialText: 'Starting {seconds}' })).toThrow(
      new RangeError(
        "initialText must be a valid format string, got 'Starting {seconds}': there is no field {seconds}, only {name}",
      ),
    );
    expect(() => new Timer({ initialText: '{}' })).toThrow(RangeError);
  });

  it('TIM-035 of another truthy kind is as good as true', () => {
    expect(started({ initialText: (() => 'never called') as never })).toEqual(['Timer started']);
    expect(started({ initialText: 1 as never, name: 'one' })).toEqual(['Timer one started']);
  });

  it('TIM-036 of an empty string or false says nothing', () => {
    expect(started({ initialText: '' })).toEqual([]);
    expect(started({ initialText: false })).toEqual([]);
  });
});
