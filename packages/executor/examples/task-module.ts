import { ProcessPoolExecutor, taskModule } from '@x/executor';

const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));

await using executor = new ProcessPoolExecutor({ maxWorkers: 2 });
const future = executor.submit(work.fib, 20); // Future<number>
console.log(await future); // => 6765
