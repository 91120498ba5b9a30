import { ThreadPoolExecutor, taskModule } from '@x/executor';

const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));

await using executor = new ThreadPoolExecutor({ maxWorkers: 1 });
const counting = executor.submitWith({ onProgress: (n) => console.log('at', n) }, work.countTo, 5);
console.log('counted to', await counting);
