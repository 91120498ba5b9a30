import { describe, expect, it } from 'vitest';
import { codePointLength, indexAfter } from '../../src/text/code-points.ts';
import {
  lineEnd,
  NewlinesSeen,
  translateRead,
  translateWritten,
  unitsBeforeTranslation,
} from '../../src/text/newline.ts';

describe('lineEnd', () => {
  it.each([
    [undefined, 'a\rb\nc', 4],
    ['', 'a\rb\nc', 2],
    ['', 'a\r\nb', 3],
    ['\n', 'a\r\nb', 3],
    ['\r', 'a\r\nb', 2],
    ['\r\n', 'a\rb\r\nc', 5],
    ['', 'abc', -1],
  ] as const)('with newline %j finds the end of the first line of %j', (newline, text, end) => {
    expect(lineEnd(newline, text, 0)).toBe(end);
  });
});

describe('unitsBeforeTranslation', () => {
  it('counts both halves of a pair, wherever the translation is cut', () => {
    const original = 'a\r\nb\r\rc\n\r\nd';
    const translated = translateRead(undefined, original);
    const positions = Array.from({ length: translated.length + 1 }, (_, units) =>
      unitsBeforeTranslation(original, units),
    );
    expect(positions).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 10, 11]);
  });
});

describe('translateWritten', () => {
  it('makes line feeds what the setting says', () => {
    expect(translateWritten('\r\n', 'a\nb\r')).toBe('a\r\nb\r');
    expect(translateWritten('', 'a\nb')).toBe('a\nb');
    expect(translateWritten(undefined, 'a\nb', '\r\n')).toBe('a\r\nb');
  });
});

describe('NewlinesSeen', () => {
  it('knows none, one, or several', () => {
    const seen = new NewlinesSeen();
    expect(seen.value).toBeUndefined();
    seen.note('a\r\nb\r\n');
    expect(seen.value).toBe('\r\n');
    seen.note('a\rb');
    expect(seen.value).toEqual(['\r', '\r\n']);
  });
});

describe('code points', () => {
  it('are counted, pairs as one', () => {
    expect(codePointLength('a😀é')).toBe(3);
    expect(codePointLength('\udcff\ud800')).toBe(2);
    expect(indexAfter('a😀é', 0, 2)).toBe(3);
    expect(indexAfter('a😀é', 1, 1)).toBe(3);
    expect(indexAfter('abc', 1, 9)).toBe(3);
  });
});
