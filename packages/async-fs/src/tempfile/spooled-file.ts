import type { WaitOptions } from '@x/future/context';
import { ByteReader } from '../buffers/byte-reader.ts';
import { once } from '../calls/attempt.ts';
import { checkInteger } from '../layers/arguments.ts';
import { AsyncByteFile } from '../layers/byte-file.ts';
import { OpenFile } from '../layers/open-file.ts';
import { AsyncTextFile, type TextFormat } from '../layers/text-file.ts';
import { parseMode, type Mode, type TextMode } from '../mode.ts';
import type { OpenOptionsOf } from '../open.ts';
import { OpenWait, type OpenHandle } from '../opening/open-handle.ts';
import { checkFormatOptions, type TextOpenOptions } from '../opening/open-options.ts';
import { openUnnamed } from './create-temporary.ts';
import { SpooledRaw } from './spooled-raw.ts';
import { checkNameOptions, type NameOptions } from './temporary-name.ts';

/** Options of {@link SpooledTemporaryFile}. */
export type SpooledTemporaryFileOptions<M extends Mode> = NameOptions &
  Omit<OpenOptionsOf<M>, 'closefd' | 'opener' | 'buffering'> & {
    /** `'w+b'` by default. */
    readonly mode?: M;
    /** How many bytes may be in memory; 0, the default, for any number. */
    readonly maxSize?: number | undefined;
  };

/** The class of a spooled file, by its mode. */
export type SpooledFileOf<M extends Mode> = M extends TextMode ? AsyncSpooledTextFile : AsyncSpooledBinaryFile;

/** A spooled file of text. */
export class AsyncSpooledTextFile extends AsyncTextFile {
  readonly #raw: SpooledRaw;

  /** @internal */
  constructor(file: OpenFile, format: TextFormat, raw: SpooledRaw) {
    super(file, format);
    this.#raw = raw;
  }

  /** Moves the content to disk, unless it is there already. */
  rollover(options?: WaitOptions): Promise<void> {
    return this.call('rollover()', options, () => once(() => this.#raw.rollover()));
  }

  /** The descriptor; moves the content to disk, since there is none before. */
  async fileno(options?: WaitOptions): Promise<number> {
    await this.rollover(options);
    return this.#raw.fileno();
  }
}

/** A spooled file of bytes. */
export class AsyncSpooledBinaryFile extends AsyncByteFile {
  readonly #raw: SpooledRaw;

  /** @internal */
  constructor(file: OpenFile, raw: SpooledRaw) {
    super(file, file.channel, new ByteReader(file.channel));
    this.#raw = raw;
  }

  /** Moves the content to disk, unless it is there already. */
  rollover(options?: WaitOptions): Promise<void> {
    return this.call('rollover()', options, () => once(() => this.#raw.rollover()));
  }

  /** The descriptor; moves the content to disk, since there is none before. */
  async fileno(options?: WaitOptions): Promise<number> {
    await this.rollover(options);
    return this.#raw.fileno();
  }
}

/**
 * Opens a file that is kept in memory until it has more than `maxSize` bytes, and then goes on disk, where nobody else
 * can see it.
 *
 * @see Python: {@link https://docs.python.org/3/library/tempfile.html#tempfile.SpooledTemporaryFile | tempfile.SpooledTemporaryFile}
 */
export function SpooledTemporaryFile<M extends Mode = 'w+b'>(
  options?: SpooledTemporaryFileOptions<M>,
): OpenHandle<SpooledFileOf<M>>;
export function SpooledTemporaryFile(
  options: TextOpenOptions & NameOptions & { mode?: Mode; maxSize?: number | undefined } = {},
): OpenHandle<AsyncSpooledTextFile | AsyncSpooledBinaryFile> {
  const wait = new OpenWait<AsyncSpooledTextFile | AsyncSpooledBinaryFile>('SpooledTemporaryFile()');
  try {
    const { mode = 'w+b', maxSize = 0, encoding = 'utf-8', errors = 'strict', newline } = options;
    const access = parseMode(mode);
    checkFormatOptions(access, options);
    checkNameOptions(options);
    checkInteger('maxSize', maxSize, 0);
    const raw = new SpooledRaw(maxSize, access.kind === 'a', () => openUnnamed(options, access));
    // Written through, so that the size is known after each call.
    const file = new OpenFile(raw, { mode, access, bufferSize: 0 }).watch();
    const format = { encoding, errors, newline: newline ?? undefined, isLineBuffered: false };
    const opened = access.isBinary
      ? new AsyncSpooledBinaryFile(file, raw)
      : new AsyncSpooledTextFile(file, format, raw);
    return wait.open(() => Promise.resolve(opened), options);
  } catch (error) {
    return wait.refuse(error);
  }
}
