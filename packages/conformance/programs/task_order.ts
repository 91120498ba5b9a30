/** Tasks start in the order of their creation, and take turns at every sleep(0). */
import { createTask, sleep } from '@x/event-loop';
import { type Print } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  const steps: string[] = [];

  async function walker(name: string, count: number): Promise<number> {
    for (let number = 0; number < count; number++) {
      steps.push(`${name}${number}`);
      await sleep(0);
    }
    steps.push(`${name}-end`);
    return count;
  }

  steps.push('main');
  const first = createTask(() => walker('a', 3));
  const second = createTask(() => walker('b', 1));
  const third = createTask(() => walker('c', 2));
  steps.push('made');
  await sleep(0);
  steps.push('main-again');
  await second;
  steps.push('second-done');
  print('done flags:', first.done(), second.done(), third.done());
  const total = (await first) + (await third);
  steps.push('all-done');
  print('total:', total);
  print(steps.join(' '));
}
