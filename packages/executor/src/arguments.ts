/** Checks of arguments, each naming parameter and value. */

export function checkCount(name: string, value: number | undefined, least: number): void {
  if (value === undefined) return;
  if (!Number.isInteger(value)) throw new TypeError(`${name} must be an integer, got ${show(value)}`);
  if (value < least) throw new RangeError(`${name} must be ${atLeast(least)}, got ${value}`);
}

export function checkDuration(name: string, value: number | undefined): void {
  if (value === undefined) return;
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number of milliseconds, got ${show(value)}`);
  if (!(value >= 0)) throw new RangeError(`${name} must be zero or more, got ${value}`);
}

export function checkPositive(name: string, value: number | undefined): void {
  if (value === undefined) return;
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number, got ${show(value)}`);
  if (!(value > 0)) throw new RangeError(`${name} must be greater than 0, got ${value}`);
}

export function checkOneOf(name: string, value: unknown, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value as string)) return;
  throw new RangeError(`${name} must be ${allowed.map((one) => `'${one}'`).join(' or ')}, got ${show(value)}`);
}

/** A value as a message shows it. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return value.name === '' ? 'a function' : `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `an object of type ${(value.constructor as { name?: string } | undefined)?.name ?? 'Object'}`;
}

function atLeast(least: number): string {
  return least === 0 ? 'zero or more' : least === 1 ? 'greater than 0' : `at least ${least}`;
}
