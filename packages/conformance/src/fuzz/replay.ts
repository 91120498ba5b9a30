import { Worker } from 'node:worker_threads';
import type { Mode } from './bodies.ts';
import type { Recorded } from './recording.ts';
import type { Verdict } from './worker.ts';

/** Real time, in milliseconds, without a verdict after which the thread is taken for hung and ended. */
const LIMIT = 10_000;

/**
 * Runs recorded programs on ours, in a thread that is replaced when a program hangs or breaks it, and yields one
 * verdict per program in order.
 */
export async function* replay(recordings: readonly Recorded[], mode: Mode): AsyncGenerator<Verdict> {
  for (let from = 0; from < recordings.length;) {
    for await (const verdict of oneThread(recordings.slice(from), mode)) {
      from += 1;
      yield verdict;
    }
  }
}

async function* oneThread(recordings: readonly Recorded[], mode: Mode): AsyncGenerator<Verdict> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { recordings, mode } });
  const verdicts: Verdict[] = [];
  let wake: () => void = () => undefined;
  let death: string | undefined;
  worker.on('message', (verdict: Verdict) => {
    verdicts.push(verdict);
    wake();
  });
  worker.on('error', (error) => (death ??= `CRASH ${String(error)}`));
  worker.on('exit', (code) => {
    death ??= `CRASH exit ${code}`;
    wake();
  });
  try {
    for (const { program } of recordings) {
      if (verdicts.length === 0 && death === undefined) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(() => {
          death = `HANGS for more than ${LIMIT} ms`;
          resolve();
        }, LIMIT);
        await promise;
        clearTimeout(timer);
      }
      const verdict = verdicts.shift();
      if (verdict === undefined) {
        const text = death ?? '';
        yield { seed: program.seed, difference: { at: 0, signature: text, text }, goesOn: false };
        return;
      }
      yield verdict;
      if (!verdict.goesOn) return;
    }
  } finally {
    await worker.terminate();
  }
}
