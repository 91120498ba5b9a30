import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { Checklist } from '../src/checklist.ts';
import { temporaryFolder } from './temporary-folder.ts';

const refuse = (): never => {
  throw new Error('no\nway');
};

describe('Checklist', () => {
  it('reports every check, and that nothing failed', async () => {
    const file = join(await temporaryFolder(), 'reports/checks.json');
    const checks = new Checklist(vi.fn());
    const ground = await checks.check('first', () => 'ground');
    await checks.given(ground, 'second', (ground) => {
      expect(ground).toBe('ground');
    });

    expect(await checks.report(file)).toBe(true);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual([
      { name: 'first', outcome: 'passed' },
      { name: 'second', outcome: 'passed' },
    ]);
  });

  it('goes on after a failure, and skips only what builds on it', async () => {
    const file = join(await temporaryFolder(), 'checks.json');
    const checks = new Checklist(vi.fn());
    const ground = await checks.check<string>('first', refuse);
    await checks.given(ground, 'second', vi.fn());
    await checks.check('third', vi.fn());

    expect(await checks.report(file)).toBe(false);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject([
      { outcome: 'failed' },
      { outcome: 'skipped' },
      { outcome: 'passed' },
    ]);
  });

  it('prints what went wrong under the name of the check', async () => {
    const print = vi.fn<(text: string) => void>();
    await new Checklist(print).check('first', refuse);
    expect(print).toHaveBeenCalledWith('✗ first\n    no\n    way');
  });
});
