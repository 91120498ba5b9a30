/** Work for processes and threads, with futures. */
import { ProcessPoolExecutor, ThreadPoolExecutor } from '@x/executor';

function countPrimes(limit: number): number {
  let primes = 0;
  for (let number = 2; number < limit; number++) {
    let divisor = 2;
    while (divisor * divisor <= number && number % divisor !== 0) divisor++;
    if (divisor * divisor > number) primes++;
  }
  return primes;
}

{
  await using executor = new ProcessPoolExecutor({ maxWorkers: 2 });
  const future = executor.submit(countPrimes, 1_000);
  console.log('submit:', await future);
  console.log('map:', ...(await Array.fromAsync(executor.map(countPrimes, [10, 100, 10_000]))));
}
{
  await using executor = new ThreadPoolExecutor({ maxWorkers: 2 });
  const power = (base: number, exponent: number): number => base ** exponent;
  console.log('threads:', ...(await Array.fromAsync(executor.map(power, [2, 3], [10, 4]))));
}
