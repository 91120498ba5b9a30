import { AsyncBufferedIOBase, AsyncBufferedReader } from './layers/buffered.ts';
import { AsyncFileIO } from './layers/file-io.ts';
import { OpenFile } from './layers/open-file.ts';
import { AsyncTextIOWrapper } from './layers/text-io-wrapper.ts';
import { parseMode, type Access, type Mode, type TextMode, type WriteOnlyBinaryMode } from './mode.ts';
import { openDescriptor } from './opening/open-descriptor.ts';
import { OpenWait, type OpenHandle } from './opening/open-handle.ts';
import { checkOpenOptions, type BinaryOpenOptions, type TextOpenOptions } from './opening/open-options.ts';
import { shownPath } from './os/path-like.ts';
import type { FileName, RawFile } from './raw/raw-file.ts';

/** The class of the file that a mode and its options open. */
export type FileOf<M extends Mode, O = object> = M extends TextMode
  ? AsyncTextIOWrapper
  : O extends { readonly buffering: 0 }
    ? AsyncFileIO
    : M extends WriteOnlyBinaryMode
      ? AsyncBufferedIOBase
      : AsyncBufferedReader;

/** Any file that `open()` gives. */
export type AnyFile = AsyncTextIOWrapper | AsyncBufferedIOBase | AsyncFileIO;

/** The options that go with a mode. */
export type OpenOptionsOf<M extends Mode> = M extends TextMode ? TextOpenOptions : BinaryOpenOptions;

/**
 * Opens a file.
 *
 * @remarks
 * **Cancellation.** A file whose opening was cancelled is closed as soon as it is open: no descriptor stays.
 *
 * **Differs from Python.** Opening begins with the call, and the default encoding is UTF-8 everywhere. Only a few files
 * are opened at the same moment, so that thousands of calls at once do not use up the descriptors.
 *
 * @param file - a path, a `file:` URL, or the number of an open descriptor.
 * @param mode - `'r'` by default: reading text. `w` empties the file first, `x` makes a new one, `a` writes at its end;
 * `+` adds the other direction, `b` means bytes.
 * @throws RangeError when the mode or an option makes no sense.
 * @throws OSError with the `code` of the system when the file cannot be opened; `EISDIR` for a directory.
 *
 * @example
 * ```ts
 * await using file = await open('new.txt', 'w');
 * await file.write('first line\n'); // => 11
 * ```
 * @example
 * ```ts
 * for await (const line of open('notes.txt')) console.log(line.trimEnd()); // first line
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/functions.html#open | open}
 */
export function open<M extends Mode = 'r', const O extends OpenOptionsOf<M> = OpenOptionsOf<M>>(
  file: FileName,
  mode?: M,
  options?: O,
): OpenHandle<FileOf<M, O>>;
export function open(file: FileName, mode: Mode = 'r', options: TextOpenOptions = {}): OpenHandle<AnyFile> {
  const wait = new OpenWait<AnyFile>(`open(${shownPath(file)})`);
  try {
    const access = parseMode(mode);
    checkOpenOptions(file, access, options);
    return wait.open(async (isWanted) => {
      const { closefd = true, opener } = options;
      const raw = await openDescriptor(file, { access, closefd, opener }, isWanted);
      return raw && layersOn(openFileOn(raw, mode, access, options).watch(), options);
    }, options);
  } catch (error) {
    return wait.refuse(error);
  }
}

/** What the layers share, with buffers as the options ask for. */
export function openFileOn(raw: RawFile, mode: string, access: Access, { buffering = -1 }: TextOpenOptions): OpenFile {
  const bufferSize = buffering > 1 || buffering === 0 ? buffering : undefined;
  return new OpenFile(raw, { mode, access, bufferSize });
}

/** Puts the layers on a file that its mode and options ask for. */
export function layersOn(file: OpenFile, options: TextOpenOptions): AnyFile {
  const { buffering = -1, encoding = 'utf-8', errors = 'strict', newline } = options;
  if (!file.access.isBinary) {
    const isLineBuffered = buffering === 1 || (buffering === -1 && file.raw.isatty());
    return new AsyncTextIOWrapper(file, { encoding, errors, newline: newline ?? undefined, isLineBuffered });
  }
  if (buffering === 0) return new AsyncFileIO(file);
  return file.access.canRead ? new AsyncBufferedReader(file) : new AsyncBufferedIOBase(file);
}
