import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { isPresent, measurer } from '../src/run/measure.ts';
import type { PythonContestant } from '../src/suite.ts';
import { loadSuite } from '../src/suites.ts';

beforeAll(() => {
  process.env['PYTHON'] = fileURLToPath(new URL('fixtures/fake-python.mjs', import.meta.url));
});

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

  // Windows starts no scripts by their names.
  it.skipIf(process.platform === 'win32')('runs scripts in the interpreter that PYTHON names', async () => {
    const suite = await loadSuite('lock');
    const contestant = python('console.log("noise"); console.log(2 * args[0])');
    await expect(measure(suite, contestant, [21, 4])).resolves.toEqual({
      figures: [
        [21, 42],
        [4, 8],
      ],
    });
    const fails = python('throw new RangeError("no")');
    await expect(measure(suite, fails, [1])).rejects.toThrow('exit code 1: RangeError: no');
  });
});

describe('isPresent', () => {
  it('leaves out a peer whose module is not there', () => {
    expect(isPresent(python('', 'no_such_module'))).toBe(false);
    expect(isPresent({ name: 'x', role: 'ours', run: () => 0 })).toBe(true);
  });
});
