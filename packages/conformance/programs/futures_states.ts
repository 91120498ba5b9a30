/** One worker, one job running, one waiting, one thrown away. */
import { ThreadPoolExecutor, taskModule } from '@x/executor';
import { CancelledError, type Future, TimeoutError } from '@x/future';
import { f, type Print, typeName } from './py-print.ts';
import { Spoiled } from './tasks/storing.ts';

const { store } = taskModule<typeof import('./tasks/storing.ts')>(new URL('./tasks/storing.ts', import.meta.url));

function state(future: Future<string>): string {
  return future.cancelled() ? 'cancelled' : future.running() ? 'running' : future.done() ? 'done' : 'pending';
}

export async function main(print: Print): Promise<void> {
  await using pool = new ThreadPoolExecutor({ maxWorkers: 1 });
  const first = pool.submit(store, 'salt', 300);
  const second = pool.submit(store, 'milk', 20);
  const third = pool.submit(store, 'rice', 20);
  const called: string[] = [];
  third.addDoneCallback((future) => called.push(f`third cancelled ${future.cancelled()}`));
  await begun(first);
  print('states', state(first), state(second), state(third));
  print('cancel first', first.cancel(), 'cancel third', third.cancel(), 'again', third.cancel());
  print('called', called);
  try {
    await first.get({ timeout: 20 });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    print(typeName(error), 'state', state(first));
  }
  print('first', await first);
  try {
    await second;
  } catch (error) {
    if (!(error instanceof Spoiled)) throw error;
    print(typeName(error), ...error.args, 'days', error.days, 'same', error === second.exception());
  }
  for (const look of ['result', 'exception'] as const) {
    try {
      third[look]();
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      print(look, typeName(error));
    }
  }
  first.addDoneCallback((future) => called.push(f`first at once ${future.result()}`));
  print('called', called);
  print('states', state(first), state(second), state(third));
}

/** Resolves once a worker has taken the task. */
async function begun(future: Future<unknown>): Promise<void> {
  while (!future.running()) await new Promise((resolve) => setTimeout(resolve, 1));
}
