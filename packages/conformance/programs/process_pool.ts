/** Work in other processes, and one of them that dies. */
import { BrokenProcessPool, ProcessPoolExecutor, taskModule } from '@x/executor';
import { RuntimeError } from '@x/future';
import { type Print, typeName } from './py-print.ts';
import { Overflow } from './tasks/filling.ts';

const { fill } = taskModule<typeof import('./tasks/filling.ts')>(new URL('./tasks/filling.ts', import.meta.url));

function cube(number: number): number {
  return number ** 3;
}

function vanish(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  process.exit(7);
}

export async function main(print: Print): Promise<void> {
  {
    await using pool = new ProcessPoolExecutor({ maxWorkers: 2 });
    print(await pool.submit(fill, 'north', 40));
    print(await Array.fromAsync(pool.mapWith({ chunksize: 3 }, cube, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])));
    const error = await pool.submit(fill, 'south', 400).getException();
    if (!(error instanceof Overflow)) throw error;
    print(typeName(error), ...error.args, 'litres', error.litres, error instanceof Overflow);
    print('pid differs:', (await pool.submit(() => process.pid)) !== process.pid);
  }
  const pool = new ProcessPoolExecutor({ maxWorkers: 1 });
  const dying = pool.submit(vanish, 50);
  const waiting = [0, 1, 2].map((number) => pool.submit(cube, number));
  const death = await dying.getException();
  const lost = await Promise.all(waiting.map((future) => future.getException()));
  print('dying:', typeName(death), 'waiting:', lost.map(typeName));
  try {
    pool.submit(cube, 1);
  } catch (error) {
    if (!(error instanceof BrokenProcessPool)) throw error;
    print('submit:', typeName(error), 'is a RuntimeError:', error instanceof RuntimeError);
  }
  await pool.shutdown();
}
