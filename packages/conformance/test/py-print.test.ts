import { describe, expect, it } from 'vitest';
import { f, printTo, repr, tuple, typeName } from '../programs/py-print.ts';

describe('print', () => {
  it('puts a space between values, and shows strings as they are', () => {
    const lines: string[] = [];
    printTo((line) => lines.push(line))('sold', ['rye', 1], 'left', undefined, true);
    expect(lines).toEqual(["sold ['rye', 1] left None True"]);
  });
});

describe('repr', () => {
  it.each([
    [null, 'None'],
    [false, 'False'],
    [-3, '-3'],
    ["it's", `"it's"`],
    [`"it's"`, `'"it\\'s"'`],
    ['a\nb\\', `'a\\nb\\\\'`],
    [[1, ['a'], true], "[1, ['a'], True]"],
    [tuple(1, 'b'), "(1, 'b')"],
    [tuple('a'), "('a',)"],
  ])('of %j is %s', (value, text) => {
    expect(repr(value)).toBe(text);
  });
});

describe('f', () => {
  it('formats what it embeds as Python does, and errors by their message', () => {
    expect(f`done=${true} left ${[1]} for ${new RangeError('why')}`).toBe('done=True left [1] for why');
  });
});

describe('typeName', () => {
  it('is the class, the code of a system error, NoneType', () => {
    const missing = Object.assign(new Error('open'), { code: 'ENOENT', syscall: 'open' });
    expect([new RangeError(), missing, undefined].map(typeName)).toEqual(['RangeError', 'ENOENT', 'NoneType']);
  });
});
