/** Three ways to time, and what is said about it. */
import { Timer, TimerError } from '@x/codetiming';
import { f, type Print, typeName } from './py-print.ts';

export function main(print: Print): void {
  const lines: string[] = [];
  const say = (text: string): void => void lines.push(text.replaceAll(/\d/g, '#'));

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
      print(act, typeName(error), error);
    }
  }
  const text = '{name}: {:.0f} s, {seconds:.1f} s, {minutes:.0f} min';
  {
    using _ = new Timer({ name: 'soup', text, initialText: true, logger: say }).start();
    say('stirring');
  }
  {
    using inner = new Timer({ text: 'unnamed {name}', initialText: true, logger: say }).start();
    say(f`inside, text is ${inner.text}`);
  }

  function bake(cakes: number, icing = 'plain'): number {
    say(`baking ${icing}`);
    return cakes * 2;
  }
  const timed = new Timer({
    name: 'bake',
    text: (milliseconds: number) => f`function says ${milliseconds >= 0}`,
    initialText: 'start of {name}',
    logger: say,
  }).wrap(bake);
  print('baked', timed(3, 'pink'), timed.name, '/', 'Bake some cakes.');
  timed(1);
  {
    using _ = new Timer({ logger: null, name: 'silent' }).start();
  }
  try {
    using _ = new Timer({ text: 'closed after an error', logger: say }).start();
    throw new RangeError('spill');
  } catch {
    say('error came through');
  }
  for (const line of lines) print(line);
  print('names:', [...Timer.timers.keys()].sort());
}
