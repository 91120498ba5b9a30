import { checkWaitOptions, shown, type WaitOptions } from '@x/future/context';
import { checkInteger } from '../layers/arguments.ts';
import type { Access } from '../mode.ts';
import type { FileName } from '../raw/raw-file.ts';
import { encodingNamed } from '../text/encodings.ts';
import { policies, type ErrorPolicy } from '../text/error-policy.ts';
import { newlines, type Newline } from '../text/newline.ts';
import type { Opener } from './open-descriptor.ts';

/** Options of `open()` for bytes. */
export interface BinaryOpenOptions extends WaitOptions {
  /** -1, the default: a buffer of the best size. 0: none. Anything larger: its size in bytes. */
  readonly buffering?: number | undefined;
  /** With `false`, closing the file leaves the descriptor open. Only for a file opened by its descriptor. */
  readonly closefd?: boolean | undefined;
  /** Opens the path in place of the system: gets the path and the flags of `fs.constants`, gives a descriptor. */
  readonly opener?: Opener | undefined;
}

/** Options of `open()` for text. */
export interface TextOpenOptions extends BinaryOpenOptions {
  /** As for bytes, but 0 is refused, and 1 flushes the file whenever a line end is written. */
  readonly buffering?: number | undefined;
  /** `'utf-8'` by default. `utf-8-sig`, `utf-16`, `utf-32`, `ascii`, `latin-1` and code pages such as `cp1252` are known. */
  readonly encoding?: string | undefined;
  /** What becomes of bytes that are no text, and of characters that the encoding does not have: `'strict'` by default. */
  readonly errors?: ErrorPolicy | undefined;
  /**
   * How lines end. By default every kind of line end is read as `\n`, and `\n` is written as the system's own. `''`
   * ends lines at every kind and translates nothing; any other value is the only line end, read and written.
   */
  readonly newline?: Newline | null;
}

/**
 * Checks all options, before anything is opened.
 *
 * @throws TypeError or RangeError, naming the option and what it was.
 */
export function checkOpenOptions(name: FileName, access: Access, options: TextOpenOptions): void {
  checkFormatOptions(access, options);
  checkName(name);
  const { closefd = true, opener } = options;
  if (typeof closefd !== 'boolean') throw new TypeError(`closefd must be a boolean, got ${shown(closefd)}`);
  if (!closefd && typeof name !== 'number') throw new RangeError('closefd must be true for a file opened by its name');
  if (opener !== undefined && typeof opener !== 'function') {
    throw new TypeError(`opener must be a function, got ${shown(opener)}`);
  }
}

/** Checks the limits, and the options that say how the content is read and written. */
export function checkFormatOptions(access: Access, options: TextOpenOptions): void {
  checkWaitOptions(options);
  const { buffering = -1 } = options;
  checkInteger('buffering', buffering);
  if (access.isBinary) refuseTextOptions(options);
  else checkTextOptions(buffering, options);
}

function checkName(name: FileName): void {
  if (typeof name === 'number') checkInteger('file', name, 0);
  else if (typeof name !== 'string' && !(name instanceof URL) && !Buffer.isBuffer(name)) {
    throw new TypeError(`file must be a path (string, Buffer, URL) or a descriptor, got ${shown(name)}`);
  }
}

function refuseTextOptions(options: TextOpenOptions): void {
  for (const option of ['encoding', 'errors', 'newline'] as const) {
    if (options[option] === undefined || options[option] === null) continue;
    throw new RangeError(`binary mode doesn't take an ${option} argument, got ${shown(options[option])}`);
  }
}

function checkTextOptions(
  buffering: number,
  { encoding = 'utf-8', errors = 'strict', newline }: TextOpenOptions,
): void {
  if (buffering === 0) throw new RangeError("buffering must not be 0: can't have unbuffered text I/O");
  if (typeof encoding !== 'string') throw new TypeError(`encoding must be a string, got ${shown(encoding)}`);
  encodingNamed(encoding);
  if (!policies.includes(errors))
    throw new RangeError(`errors must be one of ${policies.join(', ')}, got ${shown(errors)}`);
  if (newlines.includes(newline ?? undefined)) return;
  throw new RangeError(`newline must be '', '\\n', '\\r' or '\\r\\n', got ${shown(newline)}`);
}
