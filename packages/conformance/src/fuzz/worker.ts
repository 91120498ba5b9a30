import { parentPort, workerData } from 'node:worker_threads';
import type { Mode } from './bodies.ts';
import { difference, type Difference } from './difference.ts';
import type { Recorded } from './recording.ts';
import { runProgram } from './run.ts';

/** What the thread says about one program. */
export interface Verdict {
  readonly seed: number;
  readonly difference: Difference | undefined;
  /** False when the program left something behind, and the thread ends with this verdict. */
  readonly goesOn: boolean;
}

const { recordings, mode } = workerData as { readonly recordings: readonly Recorded[]; readonly mode: Mode };
for (const { program, trace } of recordings) {
  const { trace: ours, ended } = await runProgram(program, mode);
  const verdict: Verdict = { seed: program.seed, difference: difference(trace, ours), goesOn: ended };
  parentPort?.postMessage(verdict);
  if (!ended) break;
}
