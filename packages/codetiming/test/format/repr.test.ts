import { describe, expect, it } from 'vitest';
import { ascii, repr } from '../../src/format/repr.ts';

// The texts are those of CPython 3.13.
describe('repr', () => {
  it.each([
    ['', "''"],
    ['bake', "'bake'"],
    ["it's", '"it\'s"'],
    ['say "no"', `'say "no"'`],
    [`it's "no"`, String.raw`'it\'s "no"'`],
    ['a\\b\n\r\t', String.raw`'a\\b\n\r\t'`],
    ['\0\x7f\xa0\xad', String.raw`'\x00\x7f\xa0\xad'`],
    ['crème 🎂', "'crème 🎂'"],
    ['\u2028\u3000\ue000', String.raw`'\u2028\u3000\ue000'`],
    ['\u{e0001}', String.raw`'\U000e0001'`],
    ['\ud83c', String.raw`'\ud83c'`],
  ])('quotes %j', (text, quoted) => {
    expect(repr(text)).toBe(quoted);
  });
});

describe('ascii', () => {
  it.each([
    ['bake', "'bake'"],
    ['crème', String.raw`'cr\xe8me'`],
    ['ē', String.raw`'\u0113'`],
    ['🎂', String.raw`'\U0001f382'`],
    ["it's\n", String.raw`"it's\n"`],
  ])('quotes %j', (text, quoted) => {
    expect(ascii(text)).toBe(quoted);
  });
});
