import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { playBatch } from '../src/batch.ts';
import { FOUND, readProgram } from '../src/found.ts';

const files = readdirSync(FOUND).filter((name) => name.endsWith('.json'));

describe('A program that failed once', () => {
  it('is kept in found/, and listed here', () => {
    expect(files.every((name) => /^[a-z-]+_-?\d+\.json$/.test(name))).toBe(true);
  });

  it.each(files)(
    '%s violates nothing any more',
    async (name) => {
      const { failure } = await playBatch({ program: readProgram(new URL(name, FOUND)), name });
      expect(failure).toBeUndefined();
    },
    120_000,
  );
});
