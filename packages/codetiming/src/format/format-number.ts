import { type Notation, exponential, fixed, general, shortest } from './notation.ts';
import { pad } from './pad.ts';
import type { FormatSpec } from './spec.ts';

/** Python's `format(number, spec)` for a float. */
export function formatNumber(value: number, spec: FormatSpec): string {
  const scaled = spec.type === '%' ? value * 100 : value;
  const { whole, fraction, suffix } = notation(scaled, spec);

  const vanished = spec.plainZero && /^0+$/.test(whole + fraction);
  const isNegative = (scaled < 0 || Object.is(scaled, -0)) && !vanished;
  const sign = isNegative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const hasPoint = fraction !== '' || (spec.alternate && whole !== '');
  const tail = (hasPoint ? '.' : '') + fraction + suffix;

  // Zeros that fill up a number belong to it, and are grouped with its digits.
  const isZeroFilled = spec.align === '=' && spec.fill === '0';
  const room = isZeroFilled ? spec.width - sign.length - tail.length : 0;
  return pad(sign, group(whole, spec.grouping, room) + tail, spec);
}

function notation(value: number, spec: FormatSpec): Notation {
  const { type, precision } = spec;
  const percent = type === '%' ? '%' : '';
  const isUpperCase = type === 'E' || type === 'F' || type === 'G';
  if (!Number.isFinite(value)) {
    const name = Number.isNaN(value) ? 'nan' : 'inf';
    return { whole: '', fraction: '', suffix: (isUpperCase ? name.toUpperCase() : name) + percent };
  }

  const size = Math.abs(value);
  switch (type) {
    case 'f':
    case 'F':
    case '%':
      return { ...fixed(size, precision ?? 6), suffix: percent };
    case 'e':
    case 'E':
      return exponential(size, precision ?? 6, type);
    case 'g':
    case 'G':
    case 'n':
      return general(size, precision ?? 6, { mark: type === 'G' ? 'E' : 'e', keepZeros: spec.alternate });
    case '':
    case 's':
      return precision === undefined
        ? shortest(size)
        : general(size, precision, { mark: 'e', keepZeros: spec.alternate, keepPoint: true });
  }
}

/** Separates the digits in threes and fills them up with zeros to `room`. A separator never leads, so the result may be one longer. */
function group(digits: string, separator: string, room: number): string {
  if (separator === '' || digits === '') return digits.padStart(room, '0');
  // Four characters are three digits and their separator.
  const padded = digits.padStart(room - Math.floor((room - 1) / 4), '0');
  return padded.replace(/\B(?=(\d{3})+$)/g, separator);
}
