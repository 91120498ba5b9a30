/** A pool of processes: many results, or one later. */
import { Pool } from '@x/pool';

const square = (number: number): number => number * number;
const area = (width: number, height: number): number => width * height;

await using pool = new Pool(2);
console.log('map:', ...(await pool.map(square, [0, 1, 2, 3, 4])));

const sizes: [number, number][] = [
  [2, 3],
  [4, 5],
];
console.log('starmap:', ...(await pool.starmap(area, sizes)));
for await (const result of pool.imap(square, [12, 13])) {
  console.log('imap:', result);
}

const later = pool.applyAsync(square, [100]);
console.log('apply:', await pool.apply(area, [6, 7]));
console.log('later:', await later.get({ timeout: 10_000 }));
