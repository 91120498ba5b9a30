/** Two ways to take results as they come. */
import { asCompleted, createTask, sleep, type Task } from '@x/event-loop';
import { type Print, typeName } from './py-print.ts';

class Fell extends Error {}

async function runner(name: string, delay: number): Promise<string> {
  await sleep(delay);
  if (name === 'fred') throw new Fell(name);
  return name;
}

function lineUp(): Task<string>[] {
  const plan = { dina: 130, earl: 10, fred: 90, gina: 50 };
  return Object.entries(plan).map(([name, delay]) => createTask(() => runner(name, delay), { name }));
}

export async function main(print: Print): Promise<void> {
  let place = 0;
  for (const coming of asCompleted(lineUp())) {
    place += 1;
    try {
      print('plain', place, await coming);
    } catch (error) {
      if (!(error instanceof Fell)) throw error;
      print('plain', place, 'fell:', error);
    }
  }
  const tasks = lineUp();
  for await (const task of asCompleted(tasks)) {
    const word = task.exception() === undefined ? task.result() : typeName(task.exception());
    const mine = tasks.find((one) => one === task);
    print('async', mine?.getName(), mine ? 'mine' : 'foreign', task.done() ? 'done' : 'open', word);
  }
  const words: string[] = [];
  for (const coming of asCompleted([() => runner('x', 50), () => runner('y', 10)])) words.push(await coming);
  print('coroutines:', words);
}
