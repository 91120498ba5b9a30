/** The task that runs now, and all that are not finished. */
import {
  allTasks,
  createTask,
  currentTask,
  getRunningLoop,
  run,
  RuntimeError,
  sleep,
  type Task,
  toThread,
  wait,
} from '@x/event-loop';
import { taskModule } from '@x/executor';
import { f, type Print, typeName } from './py-print.ts';

const asking = taskModule<typeof import('./tasks/asking.ts')>(new URL('./tasks/asking.ts', import.meta.url));

function names(tasks: Iterable<Task<unknown>>): string {
  return Array.from(tasks, (task) => task.getName())
    .sort()
    .join(',');
}

async function helper(): Promise<string | undefined> {
  return currentTask()?.getName();
}

async function inside(print: Print): Promise<void> {
  async function sailor(name: string, delay: number): Promise<{ me: Task<unknown> | undefined }> {
    const me = currentTask();
    if (me?.getName() !== name) throw new Error(`${name} runs in ${me?.getName()}`);
    await sleep(delay);
    const same = currentTask() === me;
    print(f`${name} back, same task ${same}, afloat: ${names(allTasks())}`);
    // A task in a promise would be awaited: wrap it.
    return { me };
  }

  currentTask()?.setName('captain');
  const [abe, bea, cal] = ['abe', 'bea', 'cal'].map((name, i) =>
    createTask(() => sailor(name, 30 * (i + 1)), { name }),
  );
  print('made:', names(allTasks()));
  getRunningLoop().callSoon(() => print('in a callback:', currentTask()));
  const aide = createTask(helper, { name: 'aide' });
  print('helper runs in:', await helper(), '/ as a task:', await aide);
  print('task returned itself:', (await bea!).me === bea);
  cal!.cancel();
  print('asked to stop, still listed:', names(allTasks()));
  await wait([abe!, bea!, cal!]);
  print('end:', names(allTasks()));
  try {
    await toThread(asking.whoRuns);
  } catch (error) {
    print('other thread:', typeName(error));
    if (!(error instanceof RuntimeError)) throw error;
  }
}

export async function main(print: Print): Promise<void> {
  await run(() => inside(print));
  try {
    currentTask();
  } catch (error) {
    print('no loop:', typeName(error));
    if (!(error instanceof RuntimeError)) throw error;
  }
}
