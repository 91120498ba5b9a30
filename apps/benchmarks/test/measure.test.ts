import { describe, expect, it } from 'vitest';
import { findPython } from '../src/python/find-python.ts';
import { isPresent, measurer } from '../src/run/measure.ts';
import type { PythonContestant } from '../src/suite.ts';
import { loadSuite } from '../src/suites.ts';

const measure = measurer({ timeout: 20_000 });
const python = (script: string, needs?: string): PythonContestant => ({
  name: 'CPython',
  role: 'peer',
  script,
  ...(needs !== undefined && { needs }),
});

describe('measurer', () => {
  it('measures in a process of its own, the warm-up apart', async () => {
    const suite = await loadSuite('memory-queue-item');
    const contestant = suite.contestants[0]!;
    const { figures, warmup } = await measure(suite, contestant, [100_000]);
    expect(figures).toEqual([[100_000, expect.any(Number)]]);
    expect(warmup, 'the suite has no warm-up').toBeUndefined();
  });

  it('measures the sizes of a scale one after the other', async () => {
    const suite = await loadSuite('scaling-tasks');
    const { figures, warmup } = await measure(suite, suite.contestants[0]!, [10, 100]);
    expect(figures.map(([size]) => size)).toEqual([10, 100]);
    expect(warmup).toBeGreaterThan(0);
  });

  it.runIf(findPython())('runs scripts in CPython', async () => {
    const suite = await loadSuite('lock');
    const contestant = python('import sys; print("noise"); print(2 * int(sys.argv[1]))');
    await expect(measure(suite, contestant, [21])).resolves.toEqual({ figures: [[21, 42]] });
    await expect(measure(suite, python('raise ValueError("no")'), [1])).rejects.toThrow('exit code 1: ValueError: no');
  });
});

describe('isPresent', () => {
  it('leaves out a peer whose module is not there', () => {
    expect(isPresent(python('', 'no_such_module'))).toBe(false);
    expect(isPresent({ name: 'x', role: 'ours', run: () => 0 })).toBe(true);
  });
});
