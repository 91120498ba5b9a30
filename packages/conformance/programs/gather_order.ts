/** gather gives results in the order asked, whatever finishes first. */
import { createTask, gather, sleep } from '@x/event-loop';
import { type Print, typeName } from './py-print.ts';

class Late extends Error {}

export async function main(print: Print): Promise<void> {
  const finished: string[] = [];

  async function courier(name: string, delay: number): Promise<string> {
    await sleep(delay);
    finished.push(name);
    if (name === 'dora') throw new Late(name);
    return name.toUpperCase();
  }

  print(await gather([() => courier('ada', 120), () => courier('bo', 40), () => courier('cy', 80)]));
  print('finished:', finished.join(' '));
  const mixed = await gather([() => courier('eve', 60), () => courier('dora', 20)], { returnExceptions: true });
  print(mixed.map((item) => (item instanceof Error ? typeName(item) : item)));
  print('empty:', await gather([]));
  const task = createTask(() => courier('fay', 20));
  print('same twice:', await gather([task, () => courier('gus', 0), task]));
  const outer = gather([
    gather([() => courier('hal', 40), () => courier('ida', 0)]),
    gather([() => courier('jo', 80)]),
  ]);
  print('done early:', outer.done());
  print(await outer);
  print('finished:', finished.join(' '));
}
