import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatNumber } from '../../src/format/format-number.ts';
import { formatString } from '../../src/format/format-string.ts';
import { type Fail, parseFormatSpec } from '../../src/format/spec.ts';

/** What `format_spec.py` printed on CPython 3.13.0: kind of the value, value, specification, and the text or null for a ValueError. */
type Recorded = [kind: 'float' | 'str', value: number | string, spec: string, text: string | null];

const recorded = readFileSync(new URL('./format_spec.out', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

const fail: Fail = (problem) => {
  throw new RangeError(problem);
};

/** Infinities and NaN are recorded as strings. */
const SPECIAL: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: NaN };

function format([kind, value, spec]: Recorded): string | null {
  try {
    if (kind === 'str') return formatString(String(value), parseFormatSpec(spec, 'string', fail));
    return formatNumber(SPECIAL[value] ?? Number(value), parseFormatSpec(spec, 'number', fail));
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return null;
  }
}

describe('format()', () => {
  it.each(['float', 'str'] as const)(
    'writes every recorded %s as CPython does, and refuses what it refuses',
    (kind) => {
      const cases = recorded.filter((entry) => entry[0] === kind);
      expect(cases.length).toBeGreaterThan(250);
      const texts = (of: (entry: Recorded) => string | null): unknown[] =>
        cases.map((entry) => ({ value: entry[1], spec: entry[2], text: of(entry) }));
      expect(texts(format)).toEqual(texts((entry) => entry[3]));
    },
  );
});
