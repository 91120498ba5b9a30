import { describe, expect, it } from 'vitest';
import { readRecordings, type Recorded } from '../../src/fuzz/recording.ts';
import { replay } from '../../src/fuzz/replay.ts';

const recordings = readRecordings(new URL('./seeds-0-299.ndjson.gz', import.meta.url)).slice(0, 4);

async function verdictsOf(recorded: readonly Recorded[]): Promise<[seed: number, at: number | undefined][]> {
  const verdicts: [number, number | undefined][] = [];
  for await (const { seed, difference } of replay(recorded, 'gen')) verdicts.push([seed, difference?.at]);
  return verdicts;
}

describe('replay', () => {
  it('says of each program where it differs first', { timeout: 20_000 }, async () => {
    const changed = recordings.map(({ program, trace }, index) => ({
      program,
      trace: index === 1 ? trace.with(7, '0 1 somebody else') : trace,
    }));
    expect(await verdictsOf(changed)).toEqual([
      [0, undefined],
      [1, 7],
      [2, undefined],
      [3, undefined],
    ]);
  });

  it('goes on in a new thread when a program breaks the old one', { timeout: 20_000 }, async () => {
    const broken = recordings.map(({ program, trace }, index) => ({
      program: index === 1 ? { ...program, main: { name: 'main', body: [{ op: 'unknown' as 'yield' }] } } : program,
      trace,
    }));
    const seeds = (await verdictsOf(broken)).map(([seed, at]) => (at === undefined ? `${seed}` : `${seed} differs`));
    expect(seeds).toEqual(['0', '1 differs', '2', '3']);
  });
});
