import { Pool } from '@x/pool';

const letters = (word: string): number => word.length;

await using pool = new Pool(2);
console.log(await pool.map(letters, ['one', 'three', 'eleven']));

for await (const size of pool.imapUnordered(letters, ['same', 'size'])) console.log(size);
