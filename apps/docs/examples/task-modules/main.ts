import { ProcessPoolExecutor, taskModule } from '@x/executor';

const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));

await using executor = new ProcessPoolExecutor({ maxWorkers: 1 });
const print = await executor.submit(work.fingerprint, 'hello'); // a string, as TypeScript knows
console.log(print);
