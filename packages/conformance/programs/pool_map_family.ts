/** The same small work, dealt out in six ways. */
import { Pool, taskModule } from '@x/pool';
import { type Print, typeName } from './py-print.ts';
import { Dud } from './tasks/measuring.ts';

const { area, box } = taskModule<typeof import('./tasks/measuring.ts')>(
  new URL('./tasks/measuring.ts', import.meta.url),
);

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

export async function main(print: Print): Promise<void> {
  await using pool = new Pool(2);
  print('apply:', await pool.apply(box, [2, 3]), await pool.apply(box, [2, 3], { kwds: { depth: 4 } }));
  print('map:', await pool.map(area, range(6)));
  print('map chunks:', await pool.map(area, range(7), { chunksize: 3 }));
  print('empty map:', await pool.map(area, []));
  print(
    'starmap:',
    await pool.starmap(box, [
      [1, 2],
      [3, 4],
      [5, 6, { depth: 2 }],
    ]),
  );
  let walk = pool.imap(area, [3, 1, 2]);
  const next = async (): Promise<number | string> => {
    const { done, value } = await walk.next();
    return done === true ? 'end' : value;
  };
  print('imap:', await next(), await next(), await next(), await next());
  print('imap chunks:', await Array.fromAsync(pool.imap(area, range(5), { chunksize: 2 })));
  print('unordered:', (await Array.fromAsync(pool.imapUnordered(area, [9, 8, 7]))).sort());
  try {
    await pool.map(area, [1, -2, 3]);
  } catch (error) {
    if (!(error instanceof Dud)) throw error;
    print('map failed:', typeName(error), ...error.args);
  }
  walk = pool.imap(area, [4, -5, 6]);
  print('imap first:', await next());
  try {
    await next();
  } catch (error) {
    if (!(error instanceof Dud)) throw error;
    print('imap second:', typeName(error), ...error.args);
  }
  print('imap goes on:', await next());
  print('still fine:', await pool.map(area, [10]));
}
