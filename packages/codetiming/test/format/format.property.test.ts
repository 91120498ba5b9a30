import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileTemplate } from '../../src/format/compile.ts';
import { formatNumber } from '../../src/format/format-number.ts';
import { formatString } from '../../src/format/format-string.ts';
import { type Fail, parseFormatSpec } from '../../src/format/spec.ts';

const fail: Fail = (problem) => {
  throw new RangeError(problem);
};
const format = (value: number, spec: string): string => formatNumber(value, parseFormatSpec(spec, 'number', fail));
const fields = new Map<string, string | ((input: number) => number)>([
  ['0', (input) => input],
  ['name', 'bake'],
]);
const compile = (template: string): ((input: number) => string) => compileTemplate('text', template, fields);

const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const nearFormats = fc.string({
  unit: fc.constantFrom(...Array.from('<>=^+- z#0123456789,_.eEfFgGn%sdx{}!:ü🎂')),
  maxLength: 12,
});
const nearTemplates = fc
  .array(fc.constantFrom('{', '}', '{{', '}}', '{}', '{0', '{name', ':', '!r', '!', '.2f', '>9', ' ', 'a', '[', '.'), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

/** Runs `make`; a refusal must be a RangeError, and is undefined here. */
function orRefused<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return undefined;
  }
}

describe('a format specification', () => {
  it('is refused with a RangeError, or formats every number and string', () => {
    fc.assert(
      fc.property(fc.oneof(nearFormats, fc.string()), number, fc.string(), (source, value, text) => {
        const forNumbers = orRefused(() => parseFormatSpec(source, 'number', fail));
        const forStrings = orRefused(() => parseFormatSpec(source, 'string', fail));
        for (const special of forNumbers ? [value, 0, -0, NaN, Infinity, -Infinity] : []) {
          expect(Array.from(formatNumber(special, forNumbers!)).length).toBeGreaterThanOrEqual(forNumbers!.width);
        }
        if (forStrings) {
          expect(Array.from(formatString(text, forStrings)).length).toBeGreaterThanOrEqual(forStrings.width);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('without a type writes the number so that it reads back the same', () => {
    fc.assert(
      fc.property(number, (value) => {
        expect(Number(format(value, ''))).toBe(value);
      }),
    );
  });

  it('with f is never farther from the number than half of the last digit', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.nat(15), (value, precision) => {
        const text = format(value, `.${precision}f`);
        expect(text).toMatch(precision === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${precision}}$`));
        // Whole numbers of a unit that no digit of a double falls below: the check itself does not round.
        const unit = 10n ** 1_100n;
        const distance = inUnits(text, unit) - inUnits(format(value, '.1100f'), unit);
        const half = unit / (2n * 10n ** BigInt(precision));
        expect(distance <= half && distance >= -half).toBe(true);
      }),
    );
  });

  it('with f agrees with toFixed, but for a tie', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), fc.nat(10), (value, precision) => {
        const halves = value * 2 ** (precision + 1);
        fc.pre(!(Number.isInteger(halves) && halves % 2 === 1));
        expect(format(value, `.${precision}f`)).toBe(value.toFixed(precision));
      }),
    );
  });

  it('with , can be read back without the commas', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e20, max: 1e20, noNaN: true }), fc.nat(30), (value, width) => {
        const grouped = format(value, `0${width || ''},.2f`);
        expect(Number(grouped.replaceAll(',', ''))).toBe(Number(format(value, '.2f')));
        expect(grouped).toMatch(/^-?\d{1,3}(,\d{3})*\.\d\d$/);
      }),
    );
  });
});

describe('a template', () => {
  it('is refused with a RangeError that quotes it, or renders every number', () => {
    fc.assert(
      fc.property(fc.oneof(nearTemplates, fc.string()), number, (template, value) => {
        const render = orRefused(() => compile(template));
        if (render) expect(typeof render(value)).toBe('string');
      }),
      { numRuns: 2_000 },
    );
  });

  it('renders any text with doubled braces as that text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), number, (text, value) => {
        const template = text.replace(/[{}]/g, '$&$&');
        expect(compile(template)(value)).toBe(text);
        expect(compile(`${template}{name}${template}`)(value)).toBe(`${text}bake${text}`);
      }),
    );
  });
});

/** A decimal text as a whole number of 1/unit. */
function inUnits(text: string, unit: bigint): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return (BigInt(whole + fraction) * unit) / 10n ** BigInt(fraction.length);
}
