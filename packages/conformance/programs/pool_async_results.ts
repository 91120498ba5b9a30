/** Results to be fetched later. */
import { taskModule, ThreadPool, TimeoutError } from '@x/pool';
import { f, type Print, typeName } from './py-print.ts';
import { Blunt } from './tasks/sharpening.ts';

const { sharpen, title } = taskModule<typeof import('./tasks/sharpening.ts')>(
  new URL('./tasks/sharpening.ts', import.meta.url),
);

export async function main(print: Print): Promise<void> {
  const log: string[] = [];
  await using pool = new ThreadPool(2);
  const slow = pool.applyAsync(sharpen, ['axe', 400], { callback: (value) => log.push(f`callback ${value}`) });
  const bad = pool.applyAsync(sharpen, ['spoon', 30], {
    callback: (value) => log.push(value),
    errorCallback: (error) => log.push(f`error_callback ${typeName(error)}`),
  });
  print('ready', slow.ready(), bad.ready());
  try {
    slow.successful();
  } catch (error) {
    print('successful too early:', typeName(error));
  }
  try {
    await slow.get({ timeout: 20 });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    print('get:', typeName(error));
  }
  print('wait gives', await slow.wait({ timeout: 10 }), 'ready', slow.ready());
  await bad.wait();
  print('bad ready', bad.ready(), 'successful', bad.successful());
  try {
    await bad.get();
  } catch (error) {
    if (!(error instanceof Blunt)) throw error;
    print('bad:', typeName(error), error);
  }
  print('slow:', await slow.get({ timeout: 2_000 }), 'successful', slow.successful());
  const many = pool.mapAsync(title, ['saw', 'adze', 'plane'], {
    callback: (values) => log.push(f`map callback ${values}`),
  });
  print('many:', await many.get());
  const tools: [tool: string, milliseconds: number][] = [
    ['knife', 0],
    ['spoon', 0],
    ['fork', 0],
  ];
  const failing = pool.starmapAsync(sharpen, tools, {
    errorCallback: (error) => log.push(f`map error ${typeName(error)}`),
  });
  await failing.wait();
  print('failing successful', failing.successful());
  print('keywords:', await pool.applyAsync(sharpen, ['saw'], { kwds: { milliseconds: 0 } }).get());
  for (const line of log) print(line);
}
