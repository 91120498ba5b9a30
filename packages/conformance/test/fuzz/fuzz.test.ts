import { describe, expect, it } from 'vitest';
import type { Mode } from '../../src/fuzz/bodies.ts';
import { difference } from '../../src/fuzz/difference.ts';
import { readRecordings } from '../../src/fuzz/recording.ts';
import { runProgram } from '../../src/fuzz/run.ts';

const recordings = readRecordings(new URL('./seeds-0-299.ndjson.gz', import.meta.url));

describe.each<Mode>(['async', 'gen'])('Random programs, with %s bodies', (mode) => {
  it('run step by step, iteration by iteration and to the same end as on CPython', { timeout: 60_000 }, async () => {
    for (const { program, trace } of recordings) {
      const { trace: ours } = await runProgram(program, mode);
      const found = difference(trace, ours);
      // The first one ends the test: a program that went wrong may have spoiled the next.
      expect(found, `seed ${program.seed}, < CPython, > ours\n${found?.text ?? ''}`).toBeUndefined();
    }
    expect(recordings).toHaveLength(300);
  });
});
