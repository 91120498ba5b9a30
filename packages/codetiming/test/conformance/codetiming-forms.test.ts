import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { Timer, TimerError } from '../../src/index.ts';

afterEach(() => Timer.timers.clear());

it('prints what the same program prints with codetiming 1.4 on CPython 3.13', () => {
  const recorded = readFileSync(new URL('./codetiming_forms.out', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  // TIM-025: the name of a timer without one is empty here, and None there.
  const expected = recorded.map((line) => (line === 'unnamed None' ? 'unnamed ' : line));
  expect(codetimingForms()).toEqual(expected);
});

/** Three ways to time, and what is said about it. */
function codetimingForms(): string[] {
  const printed: string[] = [];
  const print = (...values: unknown[]): void => void printed.push(values.map(text).join(' '));
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line.replace(/\d/g, '#'));

  const timer = new Timer({ logger: say });
  timer.start();
  const value = timer.stop();
  print('stop gives last:', value === timer.last, 'positive:', value > 0);
  for (const act of ['stop', 'start', 'start', 'stop'] as const) {
    try {
      timer[act]();
      print(act, 'fine');
    } catch (error) {
      if (!(error instanceof TimerError)) throw error;
      print(act, error.name, error.message);
    }
  }
  {
    using soup = new Timer({
      name: 'soup',
      text: '{name}: {:.0f} s, {seconds:.1f} s, {minutes:.0f} min',
      initialText: true,
      logger: say,
    }).start();
    say('stirring');
  }
  {
    using inner = new Timer({ text: 'unnamed {name}', initialText: true, logger: say }).start();
    say(`inside, text is ${inner.text as string}`);
  }

  const bake = new Timer({
    name: 'bake',
    text: (milliseconds) => `function says ${text(milliseconds >= 0)}`,
    initialText: 'start of {name}',
    logger: say,
  }).wrap(
    Object.assign(
      function bake(cakes: number, { icing = 'plain' } = {}) {
        say(`baking ${icing}`);
        return cakes * 2;
      },
      { doc: 'Bake some cakes.' },
    ),
  );
  print('baked', bake(3, { icing: 'pink' }), bake.name, '/', bake.doc);
  bake(1);
  {
    using silent = new Timer({ logger: null, name: 'silent' }).start();
  }
  try {
    using closed = new Timer({ text: 'closed after an error', logger: say }).start();
    throw new RangeError('spill');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    say('error came through');
  }
  for (const line of lines) print(line);
  print('names:', Array.from(Timer.timers.keys()).sort());
  return printed;
}

/** Python's `str()` of what the program prints. */
function text(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map((item) => `'${String(item)}'`).join(', ')}]`;
  return String(value);
}
