import type { OpenFile } from '../layers/open-file.ts';
import { parseMode, type Access, type Mode } from '../mode.ts';
import { layersOn, openFileOn, type AnyFile, type FileOf, type OpenOptionsOf } from '../open.ts';
import { OpenWait, type OpenHandle } from '../opening/open-handle.ts';
import { checkFormatOptions, type TextOpenOptions } from '../opening/open-options.ts';
import { deleteTemporary, openNamed, openUnnamed } from './create-temporary.ts';
import { checkNameOptions, type NameOptions } from './temporary-name.ts';

/** Options of {@link TemporaryFile}: how the content is read and written, and the name. */
export type TemporaryFileOptions<M extends Mode> = NameOptions & Omit<OpenOptionsOf<M>, 'closefd' | 'opener'>;

/** Options of {@link NamedTemporaryFile}. */
export type NamedTemporaryFileOptions<M extends Mode> = TemporaryFileOptions<M> & {
  /** Whether the file is deleted at all; `true` by default. */
  readonly delete?: boolean | undefined;
  /** `true`, the default: deleted when it is closed. `false`: at the end of its `await using` block. */
  readonly deleteOnClose?: boolean | undefined;
};

/** A file whose name is a path. */
export type Named<F> = F & { readonly name: string };

/**
 * Opens a file that nobody else can see, and that is gone when it is closed.
 *
 * @param mode - `'w+b'` by default.
 * @see Python: {@link https://docs.python.org/3/library/tempfile.html#tempfile.TemporaryFile | tempfile.TemporaryFile}
 */
export function TemporaryFile<
  M extends Mode = 'w+b',
  const O extends TemporaryFileOptions<M> = TemporaryFileOptions<M>,
>(mode?: M, options?: O): OpenHandle<FileOf<M, O>>;
export function TemporaryFile(mode: Mode = 'w+b', options: TextOpenOptions & NameOptions = {}): OpenHandle<AnyFile> {
  return openTemporary('TemporaryFile()', mode, options, async (access, isWanted) => {
    const raw = await openUnnamed(options, access);
    if (isWanted()) return openFileOn(raw, mode, access, options);
    await raw.close();
    return undefined;
  });
}

/**
 * Opens a file with a `name`, its path, and deletes it in the end.
 *
 * @param mode - `'w+b'` by default.
 *
 * @example
 * ```ts
 * await using file = await tempfile.NamedTemporaryFile('w', { suffix: '.csv', deleteOnClose: false });
 * await file.write('a,b\n');
 * await file.close(); // others can read it now, until the end of the block
 * await path.getsize(file.name); // => 4
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/tempfile.html#tempfile.NamedTemporaryFile | tempfile.NamedTemporaryFile}
 */
export function NamedTemporaryFile<
  M extends Mode = 'w+b',
  const O extends NamedTemporaryFileOptions<M> = NamedTemporaryFileOptions<M>,
>(mode?: M, options?: O): OpenHandle<Named<FileOf<M, O>>>;
export function NamedTemporaryFile(
  mode: Mode = 'w+b',
  options: TextOpenOptions & NameOptions & { delete?: boolean; deleteOnClose?: boolean } = {},
): OpenHandle<AnyFile> {
  const { delete: isDeleted = true, deleteOnClose = true } = options;
  return openTemporary('NamedTemporaryFile()', mode, options, async (access, isWanted) => {
    const raw = await openNamed(options, access);
    const deleteIt = (): Promise<void> => deleteTemporary(raw.name);
    if (isWanted()) {
      const file = openFileOn(raw, mode, access, options);
      if (isDeleted && deleteOnClose) file.afterClose(deleteIt);
      else if (isDeleted) file.afterDispose(deleteIt);
      return file;
    }
    await raw.close();
    await deleteIt();
    return undefined;
  });
}

/** Checks what was asked for, opens it, and puts the layers on it. */
function openTemporary(
  label: string,
  mode: Mode,
  options: TextOpenOptions & NameOptions,
  opening: (access: Access, isWanted: () => boolean) => Promise<OpenFile | undefined>,
): OpenHandle<AnyFile> {
  const wait = new OpenWait<AnyFile>(label);
  try {
    const access = parseMode(mode);
    checkFormatOptions(access, options);
    checkNameOptions(options);
    return wait.open(async (isWanted) => {
      const file = await opening(access, isWanted);
      return file && layersOn(file.watch(), options);
    }, options);
  } catch (error) {
    return wait.refuse(error);
  }
}
