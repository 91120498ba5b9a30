import { taskContext } from '@x/executor/worker';
import { createHash } from 'node:crypto';

export function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

export async function countTo(limit: number): Promise<number> {
  const { signal, report } = taskContext();
  for (let n = 1; n <= limit; n += 1) {
    if (signal.aborted) return n;
    if (n % 2 === 0) report(n);
    await Promise.resolve();
  }
  return limit;
}
