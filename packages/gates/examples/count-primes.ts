import { run, taskGroup } from '@x/event-loop';
import { ProcessPoolExecutor } from '@x/executor';
import { Queue } from '@x/queue';

function countPrimes(limit: number): number {
  let count = 0;
  for (let n = 2; n < limit; n++) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor++;
    if (divisor * divisor > n) count++;
  }
  return count;
}

await run(async () => {
  await using executor = new ProcessPoolExecutor({ maxWorkers: 2 });
  const limits = new Queue<number>(2); // a third put() waits

  await taskGroup(async (group) => {
    for (const name of ['Ada', 'Grace']) {
      group.createTask(async () => {
        for await (const limit of limits) {
          const count = await executor.submit(countPrimes, limit);
          console.log(`${name}: ${count} primes below ${limit}`);
        }
      });
    }
    for (const limit of [10, 1_000, 100_000]) await limits.put(limit);
    limits.shutdown(); // the loops above end once the queue is empty
  });
});
