/**
 * Replays recorded programs and says where ours differ from CPython.
 *
 *     node src/fuzz/compare.ts [FILE] [--from N] [--to N] [--mode async|gen] [--show N]
 *
 * Divergences are grouped by what differs first; one of each group is shown with both traces around the difference.
 * Without FILE: the recordings of the test. Exit status 1 when anything differs.
 */
import { parseArgs } from 'node:util';
import type { Mode } from './bodies.ts';
import { readRecordings } from './recording.ts';
import { replay } from './replay.ts';
import type { Verdict } from './worker.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: 'Infinity' },
    mode: { type: 'string', default: 'async' },
    show: { type: 'string', default: '5' },
  },
});
const mode = values.mode as Mode;
const file = positionals[0] ?? new URL('../../test/fuzz/seeds-0-299.ndjson.gz', import.meta.url);
const recordings = readRecordings(file).filter(
  ({ program: { seed } }) => seed >= Number(values.from) && seed < Number(values.to),
);

const groups = new Map<string, Verdict[]>();
let differing = 0;
for await (const verdict of replay(recordings, mode)) {
  if (verdict.difference === undefined) continue;
  differing += 1;
  const group = groups.get(verdict.difference.signature) ?? [];
  groups.set(verdict.difference.signature, [...group, verdict]);
}

const ordered = [...groups].sort(([, a], [, b]) => b.length - a.length);
console.log(`${recordings.length} programs in mode ${mode}, ${differing} differ in ${groups.size} ways`);
for (const [signature, verdicts] of ordered) {
  const seeds = verdicts.slice(0, 6).map(({ seed }) => seed);
  console.log(`${String(verdicts.length).padStart(7)}  ${signature}   seeds ${seeds.join(', ')}`);
}
for (const [signature, verdicts] of ordered.slice(0, Number(values.show))) {
  // The earliest difference is the one with the least to read.
  const shortest = verdicts.reduce((a, b) => ((b.difference?.at ?? 0) < (a.difference?.at ?? 0) ? b : a));
  console.log(`\n== seed ${shortest.seed}: ${signature}\n${shortest.difference?.text ?? ''}`);
}
process.exitCode = differing === 0 ? 0 : 1;
