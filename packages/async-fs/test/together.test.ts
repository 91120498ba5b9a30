import { settled } from '@x/test-kit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { together } from '../src/calls/together.ts';
import { readText } from '../src/index.ts';
import { temporaryFolder } from './folder.ts';

const folder = temporaryFolder();

afterEach(() => void vi.useRealTimers());

describe('together', () => {
  it('starts what came up in one turn at its end, in order; what that adds comes in the next', async () => {
    const started: string[] = [];
    together(() => {
      started.push('a');
      together(() => started.push('c'));
    });
    together(() => started.push('b'));
    setImmediate(() => started.push('end of the turn'));
    await Promise.resolve();
    expect(started).toEqual([]);
    await settled();
    expect(started).toEqual(['a', 'b', 'end of the turn', 'c']);
  });

  it('does not wait for a fake setImmediate', async () => {
    vi.useFakeTimers();
    expect(await readText(folder.file('a.txt'))).toBe('0123456789');
  });
});
