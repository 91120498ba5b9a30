/** wait() splits a set of tasks in two and never raises their errors. */
import {
  ALL_COMPLETED,
  createTask,
  FIRST_COMPLETED,
  FIRST_EXCEPTION,
  gather,
  type ReturnWhen,
  sleep,
  type Task,
  wait,
} from '@x/event-loop';
import { f, type Print } from './py-print.ts';

class Puncture extends Error {}

async function ride(name: string, delay: number): Promise<string> {
  await sleep(delay);
  if (name.startsWith('flat')) throw new Puncture(name);
  return name;
}

function names(tasks: Iterable<Task<string>>): string {
  return (
    Array.from(tasks, (task) => task.getName())
      .sort()
      .join(',') || '-'
  );
}

export async function main(print: Print): Promise<void> {
  async function trip(returnWhen: ReturnWhen, plan: Record<string, number>, timeout?: number): Promise<void> {
    const tasks = Object.entries(plan).map(([name, delay]) => createTask(() => ride(name, delay), { name }));
    const { done, pending } = await wait(tasks, { returnWhen, timeout });
    print(f`${returnWhen}: done ${names(done)} pending ${names(pending)}`);
    for (const task of pending) print('  cancelled by wait?', task.cancelled(), '-> cancel', task.cancel());
    await gather(tasks, { returnExceptions: true });
    const failed = [...done].filter((task) => task.exception() !== undefined);
    print('  errors:', failed.map((task) => task.getName()).sort());
  }

  const plan = { anna: 30, 'flat-ben': 70, carl: 120 };
  await trip(FIRST_COMPLETED, plan);
  await trip(FIRST_EXCEPTION, plan);
  await trip(ALL_COMPLETED, plan);
  await trip(ALL_COMPLETED, plan, 95);
  await trip(FIRST_EXCEPTION, { dan: 60, emma: 20 });
}
