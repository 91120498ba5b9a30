import { ThreadPoolExecutor } from '@x/executor';

const rate = 1.19;

await using executor = new ThreadPoolExecutor({ maxWorkers: 1 });
try {
  executor.submit((net: number) => net * rate, 100);
} catch (error) {
  console.log(String(error));
}
console.log(await executor.submit((net: number, rate: number) => net * rate, 100, rate));
