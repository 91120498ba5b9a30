import { shown } from '@x/future/context';
import type { CallbackOptions, ChunkSizeOptions, IMapOptions } from './call-options.ts';

/** Refuses a number of workers or tasks that makes no sense. */
export function checkPositive(name: string, value: unknown): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || (value as number) < 1) {
    throw new RangeError(`${name} must be a positive int, got ${shown(value)}`);
  }
}

/** Refuses a chunk of nothing. */
export function checkChunksize({ chunksize }: ChunkSizeOptions): void {
  if (chunksize === undefined) return;
  if (!Number.isInteger(chunksize) || chunksize < 1) {
    throw new RangeError(`Chunksize must be 1+, not ${shown(chunksize)}`);
  }
}

/** Refuses a buffer that does not hold a chunk. */
export function checkBuffersize({ buffersize, chunksize = 1 }: IMapOptions): void {
  if (buffersize === undefined || (typeof buffersize === 'number' && buffersize >= chunksize)) return;
  throw new RangeError(`buffersize must be at least chunksize (${chunksize}), got ${shown(buffersize)}`);
}

/** Refuses what is no list of arguments. */
export function checkArguments(name: string, args: unknown): asserts args is readonly unknown[] {
  if (!Array.isArray(args)) throw new TypeError(`${name} must be an array of arguments, got ${shown(args)}`);
}

/** Refuses keyword arguments that are no object. */
export function checkKeywords(name: string, keywords: unknown): void {
  if (keywords === undefined || (typeof keywords === 'object' && keywords !== null && !Array.isArray(keywords))) return;
  throw new TypeError(`${name} must be an object, got ${shown(keywords)}`);
}

/** Refuses callbacks that could not be called when the time has come. */
export function checkCallbacks({ callback, errorCallback }: CallbackOptions<never>): void {
  for (const [name, value] of Object.entries({ callback, errorCallback })) {
    if (value !== undefined && typeof value !== 'function') {
      throw new TypeError(`${name} must be a function, got ${shown(value)}`);
    }
  }
}

/** Refuses what cannot be iterated; async iterables where they cannot be read. */
export function checkIterable(iterable: unknown, mayBeAsync: boolean): void {
  const given = iterable as Partial<Iterable<unknown> & AsyncIterable<unknown>> | null | undefined;
  if (typeof given?.[Symbol.iterator] === 'function') return;
  const isAsync = typeof given?.[Symbol.asyncIterator] === 'function';
  if (isAsync && mayBeAsync) return;
  const advice = isAsync ? ': async input is for imap()' : '';
  throw new TypeError(`iterable must be iterable, got ${shown(iterable)}${advice}`);
}
