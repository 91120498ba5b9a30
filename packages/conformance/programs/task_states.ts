/** What a task says about itself before, during and after. */
import { createTask, sleep, type Task, wait } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

class Spill extends Error {}

async function pour(cups: number): Promise<string> {
  await sleep(30);
  if (cups > 5) throw new Spill(String(cups));
  return `${cups} cups`;
}

export async function main(print: Print): Promise<void> {
  function look(task: Task<string>): void {
    const words = [task.getName(), f`done=${task.done()}`, f`cancelled=${task.cancelled()}`];
    for (const what of ['result', 'exception'] as const) {
      try {
        words.push(f`${what}=${task[what]()}`);
      } catch (error) {
        words.push(f`${what}!${typeName(error)}`);
      }
    }
    print(words.join(' '));
  }

  const good = createTask(() => pour(2), { name: 'good' });
  const bad = createTask(() => pour(9), { name: 'bad' });
  const gone = createTask(() => pour(1));
  print('default name:', gone.getName().startsWith('Task-'));
  gone.setName('gone');
  for (const task of [good, bad, gone]) look(task);
  print('cancel gone:', gone.cancel());
  await wait([good, bad, gone]);
  for (const task of [good, bad, gone]) look(task);
  print('cancel again:', good.cancel(), bad.cancel(), gone.cancel());
  look(good);
}
