import { ThreadPool, TimeoutError } from '@x/pool';

await using pool = new ThreadPool(1);

const sleep = (milliseconds: number) => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  return 'awake';
};

const result = pool.applyAsync(sleep, [300], { callback: (value) => console.log('callback:', value) });
const late: unknown = await result.get({ timeout: 1 }).catch((error: unknown) => error);
console.log(late instanceof TimeoutError, result.ready()); // => true false
// => callback: awake
console.log(await result.get(), result.successful()); // => awake true
