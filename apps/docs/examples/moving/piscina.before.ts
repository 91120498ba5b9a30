import { Piscina } from 'piscina';

const pool = new Piscina({ filename: new URL('piscina-work.ts', import.meta.url).href, maxThreads: 2 });
console.log(await pool.run({ text: 'hello' }, { name: 'shout' }));
await pool.close();
