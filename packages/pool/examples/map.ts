import { Pool, taskModule } from '@x/pool';

const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));

await using pool = new Pool(2);
console.log(await pool.map(work.countVowels, ['sea', 'sky', 'queue'])); // => [ 2, 0, 4 ]
console.log(
  await pool.starmap(work.area, [
    [2, 3],
    [4, 5],
  ]),
); // => [ 6, 20 ]
