import { type Decimal, exactDecimal, roundTo, shortestDecimal } from './decimal.ts';

/** A number of zero or more in writing: the digits on both sides of the point, and what follows them. */
export interface Notation {
  readonly whole: string;
  readonly fraction: string;
  readonly suffix: string;
}

/** `12.50`: so many digits after the point (type `f`). */
export function fixed(value: number, precision: number): Notation {
  const exact = exactDecimal(value);
  const { digits, point } = roundTo(exact, exact.point + precision);
  const all = digits.padEnd(point + precision, '0').padStart(precision + 1, '0');
  const split = all.length - precision;
  return { whole: all.slice(0, split), fraction: all.slice(split), suffix: '' };
}

/** `1.25e+01`: one digit before the point and so many after it (type `e`). */
export function exponential(value: number, precision: number, mark: string): Notation {
  const { digits, point } = roundTo(exactDecimal(value), precision + 1);
  return scientific({ digits: digits.padEnd(precision + 1, '0'), point }, mark);
}

interface GeneralOptions {
  readonly mark: string;
  /** Writes all significant digits, zeros included (`#`). */
  readonly keepZeros: boolean;
  /** Writes a whole number as `12.0`, and so needs one digit for it. */
  readonly keepPoint?: boolean;
}

/** So many significant digits, written in whichever form is shorter (type `g`). */
export function general(value: number, precision: number, options: GeneralOptions): Notation {
  const { mark, keepZeros, keepPoint = false } = options;
  const count = Math.max(precision, 1);
  const rounded = roundTo(exactDecimal(value), count);
  const decimal = {
    digits: keepZeros ? rounded.digits.padEnd(count, '0') : withoutZeros(rounded.digits),
    point: rounded.point,
  };
  if (decimal.point <= -4 || decimal.point > (keepPoint ? count - 1 : count)) return scientific(decimal, mark);
  return keepPoint ? withPoint(positional(decimal)) : positional(decimal);
}

/** The shortest text that reads back as the same number: Python's `repr()`. */
export function shortest(value: number): Notation {
  const decimal = shortestDecimal(value);
  if (decimal.point <= -4 || decimal.point > 16) return scientific(decimal, 'e');
  return withPoint(positional(decimal));
}

function scientific({ digits, point }: Decimal, mark: string): Notation {
  const exponent = point - 1;
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return { whole: digits.slice(0, 1), fraction: digits.slice(1), suffix: `${mark}${exponent < 0 ? '-' : '+'}${size}` };
}

function positional({ digits, point }: Decimal): Notation {
  return point > 0
    ? { whole: digits.slice(0, point).padEnd(point, '0'), fraction: digits.slice(point), suffix: '' }
    : { whole: '0', fraction: '0'.repeat(-point) + digits, suffix: '' };
}

function withPoint(notation: Notation): Notation {
  return notation.fraction === '' ? { ...notation, fraction: '0' } : notation;
}

function withoutZeros(digits: string): string {
  return digits.replace(/(?<=\d)0+$/, '');
}
