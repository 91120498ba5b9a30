import { ProcessPoolExecutor, WorkerLostError } from '@x/executor';

await using executor = new ProcessPoolExecutor({ maxWorkers: 1, onWorkerLost: 'replace' });

try {
  await executor.submit(() => process.exit(3));
} catch (error) {
  if (!(error instanceof WorkerLostError)) throw error;
  console.log('the worker ended with', error.exitCode);
}
console.log(await executor.submit(() => 'another one took its place'));
