import { ThreadPoolExecutor } from '@x/executor';
import { CancelledError } from '@x/future';

await using executor = new ThreadPoolExecutor({ maxWorkers: 1 });

// A limit of the running time ends the worker, and replaces it:
const endless = executor.submitWith({ timeout: 50 }, () => {
  for (;;);
});
const waiting = executor.submit(() => 'done');
console.log(waiting.cancel()); // it has not begun
console.log(String(await endless.getException()));
console.log((await waiting.getException().catch((error: unknown) => error)) instanceof CancelledError);
console.log(await executor.submit(() => 'the pool still works'));
