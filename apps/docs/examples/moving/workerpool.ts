import { ThreadPoolExecutor } from '@x/executor';

await using executor = new ThreadPoolExecutor({ maxWorkers: 2 });
const add = (a: number, b: number): number => a + b;

console.log(await executor.submit(add, 3, 4));
await executor
  .submitWith({ timeout: 50 }, () => {
    for (;;);
  })
  .catch((error: unknown) => console.log((error as Error).name));
