import { ThreadPoolExecutor, taskModule } from '@x/executor';

const work = taskModule<typeof import('./piscina-work.ts')>(new URL('piscina-work.ts', import.meta.url));

await using executor = new ThreadPoolExecutor({ maxWorkers: 2 });
console.log(await executor.submit(work.shout, { text: 'hello' }));
