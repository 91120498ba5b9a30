import { isProxy } from 'node:util/types';

/** Beyond these an item gains nothing from being JSON, and looking at all of it would cost more than it saves. */
const MOST_OBJECTS = 16;
const MOST_ENTRIES = 64;
const LONGEST_TEXT = 512;

/**
 * Whether an item is small and plain data, of which JSON makes the very copy that `v8.serialize` would, in an eighth of
 * the time: no `undefined`, no `-0` or `NaN`, no hole in an array, no object that is met twice.
 */
export function isPlain(item: unknown): boolean {
  return isPlainValue(item, []);
}

function isPlainValue(value: unknown, met: object[]): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return value.length <= LONGEST_TEXT;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return typeof value === 'object' && isPlainObject(value, met);
}

function isPlainObject(value: object, met: object[]): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype) return false;
  // JSON would look through a proxy, which cannot be copied.
  if (isProxy(value) || met.length === MOST_OBJECTS || met.includes(value)) return false;
  met.push(value);
  const keys = Object.keys(value);
  if (keys.length > MOST_ENTRIES) return false;
  if (Array.isArray(value) ? keys.length !== value.length : prototype === Array.prototype) return false;
  for (const key of keys) if (!isPlainValue((value as Record<string, unknown>)[key], met)) return false;
  return true;
}
