import type { AsyncBufferedIOBase, AsyncBufferedReader } from './layers/buffered.ts';
import { parseMode, type Access, type Mode } from './mode.ts';
import { layersOn, openFileOn, type AnyFile, type FileOf, type OpenOptionsOf } from './open.ts';
import type { TextOpenOptions } from './opening/open-options.ts';
import type { RawFile } from './raw/raw-file.ts';
import { builtinWrappings, type Wrapping } from './streams/wrappings.ts';
import { shownKind } from './layers/arguments.ts';
import type { Readable, Writable } from 'node:stream';
import type { FileHandle } from 'node:fs/promises';

/** Makes a raw file, what reads, writes and closes, of an object that {@link wrap} was given. */
export type RawFactory<T> = (source: T, access: Access) => RawFile;

/** The type of {@link wrap}. */
export interface Wrap {
  (source: Readable | ReadableStream | FileHandle): AsyncBufferedReader;
  (source: Writable | WritableStream): AsyncBufferedIOBase;
  <M extends Mode>(source: object, mode: M, options?: OpenOptionsOf<M>): FileOf<M>;
  /**
   * Teaches `wrap()` another class; the class registered last that fits is taken.
   *
   * @param defaultMode - when `wrap()` is called without a mode; `'rb+'` by default.
   */
  register<T extends object>(
    constructor: abstract new (...args: never) => T,
    factory: RawFactory<T>,
    defaultMode?: Mode,
  ): void;
}

/**
 * Gives something that is open already the methods of a file: a `FileHandle` of `node:fs/promises`, a Node stream, a
 * web stream.
 *
 * @remarks
 * Closing the file closes what it was made of. Streams have no positions. A stream with two directions, a socket for
 * example, is wrapped once for each: `wrap(socket, 'rb')` and `wrap(socket, 'wb')`.
 *
 * @param mode - `'rb'` by default for what is read, `'wb'` for what is written, `'rb+'` for a `FileHandle`.
 * @throws TypeError when there is no way to wrap the source.
 * @throws RangeError when the mode does not suit it.
 *
 * @example
 * ```ts
 * const { body } = new Response('one\ntwo');
 * await wrap(body!, 'r').readlines(); // => ['one\n', 'two']
 * ```
 */
export const wrap: Wrap = Object.assign(wrapSource, { register }) as Wrap;

const registered: Wrapping[] = [];

function wrapSource(source: unknown, mode?: Mode, options: TextOpenOptions = {}): AnyFile {
  const wrapping = [...registered, ...builtinWrappings].find(({ fits }) => fits(source));
  if (wrapping === undefined) {
    throw new TypeError(`source must be a FileHandle or a stream, got ${shownKind(source)}`);
  }
  const given = mode ?? wrapping.defaultMode(source);
  const access = parseMode(given);
  return layersOn(openFileOn(wrapping.makeRaw(source, access), given, access, options), options);
}

function register<T extends object>(
  constructor: abstract new (...args: never) => T,
  factory: RawFactory<T>,
  defaultMode: Mode = 'rb+',
): void {
  registered.unshift({
    fits: (source) => source instanceof constructor,
    defaultMode: () => defaultMode,
    makeRaw: (source, access) => factory(source as T, access),
  });
}
