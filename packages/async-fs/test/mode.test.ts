import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMode } from '../src/mode.ts';

const nearModes = fc.string({ unit: fc.constantFrom('r', 'w', 'x', 'a', 'b', 't', '+', 'U', ' '), maxLength: 5 });

/** What CPython's `open()` accepts. */
function isMode(text: string): boolean {
  const count = (chars: string): number => Array.from(text).filter((char) => chars.includes(char)).length;
  const isOnce = new Set(text).size === text.length;
  return isOnce && count('rwxa') === 1 && count('bt') <= 1 && count('rwxabt+') === text.length;
}

describe('parseMode', () => {
  it('accepts what Python accepts, and refuses the rest by name', () => {
    fc.assert(
      fc.property(fc.oneof(nearModes, fc.string()), (text) => {
        if (!isMode(text)) {
          expect(() => parseMode(text)).toThrow(RangeError);
          expect(() => parseMode(text)).toThrow(`'${text}'`);
          return;
        }
        const { kind, isBinary, canRead, canWrite } = parseMode(text);
        expect(text).toContain(kind);
        expect(isBinary).toBe(text.includes('b'));
        expect(canRead).toBe(/[r+]/.test(text));
        expect(canWrite).toBe(/[wxa+]/.test(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes every order of the characters for the same mode', () => {
    for (const text of ['r+b', 'rb+', '+rb', '+br', 'br+', 'b+r']) expect(parseMode(text)).toEqual(parseMode('rb+'));
  });
});
