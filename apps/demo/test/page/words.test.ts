import { describe, expect, it } from 'vitest';
import { readingMinutes, wordsOf } from '../../src/page/words.ts';

describe('wordsOf', () => {
  it.each([
    ["Don't stop: it’s 5 o'clock", ["Don't", 'stop', 'it’s', '5', "o'clock"]],
    ['naïve Ökonomie, слово', ['naïve', 'Ökonomie', 'слово']],
    ['並行 of two', ['並', '行', 'of', 'two']],
    ['-- … ', []],
  ])('finds the words of %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('readingMinutes', () => {
  it('takes 238 words a minute', () => {
    expect(readingMinutes(238 * 5)).toBe(5);
  });
});
