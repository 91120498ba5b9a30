import { shown } from '@x/future/context';

/**
 * The order of Python's `<`: numbers, strings (by UTF-16 code units), dates, and arrays element by element.
 *
 * @returns less than zero when `a` comes first, more when `b` does.
 * @throws TypeError when neither comes first: values of different kinds, objects, `NaN`.
 */
export function compareValues(a: unknown, b: unknown): number {
  if (isNumber(a) && isNumber(b)) return compareBy(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareBy(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return compareArrays(a, b);
  if (a instanceof Date && b instanceof Date) return compareBy(a.getTime(), b.getTime());
  throw incomparable(a, b);
}

/** The first elements that differ decide; equal ones need no order. */
function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    if (a[i] === b[i]) continue;
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

type Orderable = number | bigint | boolean | string;

function compareBy(a: Orderable, b: Orderable): number {
  if (a < b) return -1;
  if (a > b) return 1;
  // Loose on purpose: 1, 1n and true are equal.
  if (a == b) return 0;
  throw incomparable(a, b);
}

function isNumber(value: unknown): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}

function incomparable(a: unknown, b: unknown): TypeError {
  return new TypeError(`items without an order: ${shown(a)} and ${shown(b)}; give the queue a compare function`);
}
