import type { Future } from './future.ts';

/**
 * Marks a class whose objects take the place of a {@link Future} without extending it: {@link isFuture} accepts them
 * while the property is neither `undefined` nor `null`.
 */
export const FUTURE: unique symbol = Symbol.for('x.future.blocking') as never;

/**
 * Whether a value is a future, of any installed copy of this package, or of a class marked with {@link FUTURE}.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-future.html#asyncio.isfuture | asyncio.isfuture}
 */
export function isFuture(value: unknown): value is Future<unknown> {
  if (typeof value !== 'object' || value === null) return false;
  // The class declares it; an object alone cannot.
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === null || !(FUTURE in prototype)) return false;
  const marker = (value as { [FUTURE]?: unknown })[FUTURE];
  return marker !== undefined && marker !== null;
}
