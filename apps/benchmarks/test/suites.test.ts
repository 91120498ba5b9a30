import { describe, expect, it } from 'vitest';
import type { JavaScriptContestant } from '../src/suite.ts';
import { loadSuite, selectSuites, suiteNames } from '../src/suites.ts';

const suites = await Promise.all(suiteNames.map(loadSuite));

describe('selectSuites', () => {
  it('takes all when none is named, and else those that begin so', () => {
    expect(selectSuites([])).toEqual(suiteNames);
    expect(selectSuites(['queue', 'semaphore'])).toEqual(['queue-bounded', 'queue-unbounded', 'semaphore']);
  });

  it('suggests the nearest name', () => {
    expect(() => selectSuites(['semafore'])).toThrow(
      "suite must be one of those that --list names, got 'semafore': did you mean 'semaphore'?",
    );
  });
});

describe('loadSuite', () => {
  it('refuses a name that is none', async () => {
    await expect(loadSuite('lok')).rejects.toThrow("did you mean 'lock'?");
  });

  it.each(suites)('$name has its own name, ours beside somebody else, and a size', (suite) => {
    const { contestants, size, scale } = suite;
    expect(new Set(contestants.map(({ name }) => name)).size).toBe(contestants.length);
    expect(new Set(contestants.map(({ role }) => role))).toContain('ours');
    expect(new Set(contestants.map(({ role }) => role))).toContain('peer');
    if (size) expect(size.quick).toBeLessThanOrEqual(size.full);
    if (scale) expect(scale.quick.length).toBeGreaterThan(1);
  });

  it('knows each suite by the name it goes under', () => {
    expect(suites.map(({ name }) => name)).toEqual(suiteNames);
  });
});

/** Little of the work of each suite, by whoever does it in this process: it must be right, if not fast. */
const LITTLE = 1_000;
const works = suites.flatMap(({ name, contestants, scale, size }) =>
  contestants
    .filter((one): one is JavaScriptContestant => 'run' in one && one.role === 'ours')
    .map((one) => ({
      suite: name,
      name: one.name,
      run: () => one.run(scale ? 2 : Math.min(LITTLE, size?.quick ?? 1)),
    })),
);

describe('the work of', () => {
  it.each(works)('$suite is done by $name', { timeout: 60_000 }, async ({ run }) => {
    const figure = await run();
    // A thousand tasks may not show in the memory of the process at all.
    expect(Number.isFinite(figure)).toBe(true);
  });
});
