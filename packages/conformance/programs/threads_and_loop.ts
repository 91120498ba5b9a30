/** From the loop to a thread and back. */
import {
  allTasks,
  gather,
  getRunningLoop,
  type EventLoop,
  runCoroutineThreadsafe,
  sleep,
  TimeoutError,
  toThread,
} from '@x/event-loop';
import { taskModule } from '@x/executor';
import { f, type Print, typeName } from './py-print.ts';
import { Rotten } from './tasks/cracking.ts';

const { crack } = taskModule<typeof import('./tasks/cracking.ts')>(new URL('./tasks/cracking.ts', import.meta.url));

async function answer(number: number): Promise<number> {
  await sleep(20);
  if (number < 0) throw new Rotten(number);
  return number + 1;
}

/** Code that is not the loop's, in the same thread: a thread of its own cannot be given a closure. */
async function outside(loop: EventLoop): Promise<string[]> {
  const out: string[] = [];
  const ask = (number: number) => runCoroutineThreadsafe(() => answer(number), loop);
  out.push(f`answer ${await ask(41).get({ timeout: 1_000 })}`);
  out.push(f`error ${typeName(await ask(-5).getException({ timeout: 1_000 }))}`);
  const future = runCoroutineThreadsafe(() => sleep(5_000), loop);
  try {
    await future.get({ timeout: 40 });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    out.push(f`${typeName(error)} done ${future.done()}`);
  }
  out.push(f`cancel ${future.cancel()} cancelled ${future.cancelled()}`);
  return out;
}

export async function main(print: Print): Promise<void> {
  print(await toThread(crack, 'nut', 3));
  const start = performance.now();
  print(await gather(['a', 'b', 'c'].map((nut) => toThread(crack, nut))));
  print('overlapped:', performance.now() - start < 850);
  try {
    await toThread(crack, 'bad');
  } catch (error) {
    if (!(error instanceof Rotten)) throw error;
    print(typeName(error), ...error.args);
  }
  for (const line of await outside(getRunningLoop())) print(line);
  await sleep(0);
  print('left tasks:', allTasks().size - 1);
}
