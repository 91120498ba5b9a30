import { taskContext } from '@x/executor/worker';

/** Ordinary functions of an ordinary module: they run in workers when an executor is asked to. */
export function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

export function countPrimes(limit: number): number {
  const { signal, report } = taskContext();
  let count = 0;
  for (let n = 2; n < limit; n++) {
    if (n % 1_000 === 0) {
      signal.throwIfAborted();
      report(n / limit);
    }
    let isPrime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) isPrime = false;
    if (isPrime) count++;
  }
  return count;
}
