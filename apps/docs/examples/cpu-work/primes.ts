import { ProcessPoolExecutor } from '@x/executor';

function countPrimes(from: number, to: number): number {
  let count = 0;
  for (let n = Math.max(from, 2); n < to; n += 1) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor += 1;
    if (divisor * divisor > n) count += 1;
  }
  return count;
}

await using executor = new ProcessPoolExecutor({ maxWorkers: 2 });
const parts = [0, 25_000, 50_000, 75_000];
let sum = 0;
for await (const count of executor.map(
  countPrimes,
  parts,
  parts.map((from) => from + 25_000),
)) {
  sum += count;
}
console.log(sum, 'primes below 100000');
