import { shown } from '@x/future/context';

/** Refuses a number of workers or tasks that makes no sense. */
export function checkPositive(name: string, value: unknown): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || (value as number) < 1) {
    throw new RangeError(`${name} must be a positive int, got ${shown(value)}`);
  }
}

/** Refuses a chunk of nothing. */
export function checkChunksize(chunksize: number | undefined): void {
  if (chunksize === undefined) return;
  if (!Number.isInteger(chunksize) || chunksize < 1) {
    throw new RangeError(`Chunksize must be 1+, not ${shown(chunksize)}`);
  }
}

/** Refuses what is no list of arguments. */
export function checkArguments(name: string, args: unknown): void {
  if (!Array.isArray(args)) throw new TypeError(`${name} must be an array of arguments, got ${shown(args)}`);
}

/** Refuses what cannot be iterated; async iterables where they cannot be read. */
export function checkIterable(iterable: unknown, mayBeAsync: boolean): void {
  const given = iterable as Partial<Iterable<unknown> & AsyncIterable<unknown>> | null | undefined;
  if (typeof given?.[Symbol.iterator] === 'function') return;
  if (mayBeAsync && typeof given?.[Symbol.asyncIterator] === 'function') return;
  throw new TypeError(`iterable must be iterable, got ${shown(iterable)}`);
}
