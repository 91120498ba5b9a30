import { ProcessPoolExecutor, WorkerLostError } from '@x/executor';

await using executor = new ProcessPoolExecutor({ maxWorkers: 1, onWorkerLost: 'replace' });

const lost = executor.submit(() => process.exit(7));
const next = executor.submit(() => 'still here');

const error = await lost.getException();
console.log(error instanceof WorkerLostError && error.exitCode); // => 7
console.log(await next); // => still here
