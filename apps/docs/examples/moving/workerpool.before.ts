import workerpool from 'workerpool';

const pool = workerpool.pool({ maxWorkers: 2 });
const add = (a: number, b: number): number => a + b;

console.log(await pool.exec(add, [3, 4]));
await pool
  .exec(() => {
    for (;;);
  })
  .timeout(50)
  .catch((error: unknown) => console.log((error as Error).name));
await pool.terminate();
