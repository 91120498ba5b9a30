import { taskModule, ThreadPool, WorkerLostError } from '@x/pool';
import { NotAWord } from './work.ts';

const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));
await using pool = new ThreadPool(1);

// The error of a call arrives as what it was, after all calls are done.
const failed: unknown = await pool.map(work.countVowels, ['sea', '']).catch((error: unknown) => error);
console.log(failed instanceof NotAWord); // => true

// imap goes on behind a call that failed.
const walk = pool.imap(work.countVowels, ['sea', '', 'queue']);
console.log((await walk.next()).value); // => 2
console.log(String(await walk.next().catch((error: unknown) => error))); // => NotAWord: empty
console.log((await walk.next()).value); // => 4

// A worker that dies costs its call, and is replaced.
const lost: unknown = await pool.apply(work.exit, [7]).catch((error: unknown) => error);
console.log(lost instanceof WorkerLostError && lost.exitCode); // => 7
console.log(await pool.apply(work.area, [6, 7])); // => 42
