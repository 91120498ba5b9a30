import { ThreadPoolExecutor, taskModule } from '@x/executor';

const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));
await using executor = new ThreadPoolExecutor({ maxWorkers: 1 });

// A task that looks at its signal stops by itself, and its worker lives on.
const controller = new AbortController();
const counting = executor.submitWith(
  { signal: controller.signal, onProgress: () => controller.abort(new RangeError('far enough')) },
  work.countPrimes,
  1_000_000_000,
);
console.log(String(await counting.getException())); // => RangeError: far enough

// One that does not is ended with its worker, which is replaced.
const endless = executor.submitWith({ timeout: 50 }, () => {
  for (;;);
});
console.log(String(await endless.getException())); // => TimeoutError: the task ran for more than 50 ms; its worker has been replaced
