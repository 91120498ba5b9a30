import type { Readable, Writable } from 'node:stream';
import { resolved } from '@x/future/context';
import { AsyncBufferedIOBase, AsyncBufferedReader } from '../layers/buffered.ts';
import { OpenFile } from '../layers/open-file.ts';
import { AsyncTextIOWrapper } from '../layers/text-io-wrapper.ts';
import { parseMode } from '../mode.ts';
import type { ErrorPolicy } from '../text/error-policy.ts';
import { StreamFile, type StreamEnds } from './stream-file.ts';

/** A file that belongs to the process: closing it does nothing. */
class StandardFile extends OpenFile {
  constructor(ends: StreamEnds, mode: 'r' | 'w') {
    // Nothing waits in a buffer that nobody would flush when the program ends.
    super(new StreamFile(ends), { mode, access: parseMode(mode), bufferSize: mode === 'w' ? 0 : undefined });
  }

  override close(): Promise<void> {
    return resolved(undefined);
  }
}

const input = new StandardFile({ name: '<stdin>', readable: (): Readable => process.stdin, isResting: true }, 'r');
const output = new StandardFile({ name: '<stdout>', writable: (): Writable => process.stdout }, 'w');
const errors = new StandardFile({ name: '<stderr>', writable: (): Writable => process.stderr }, 'w');

/**
 * Standard input as text: `for await (const line of stdin)`.
 *
 * @remarks
 * The standard streams are looked up for each call, so that a replaced `process.stdin` is seen. Closing or disposing of
 * one of these files does nothing: the stream belongs to the process.
 *
 * @see Python: {@link https://docs.python.org/3/library/sys.html#sys.stdin | sys.stdin}
 */
export const stdin: AsyncTextIOWrapper = textOn(input, 'strict');
/** Standard output as text; a `write` settles when the text is with the operating system. See {@link stdin}. */
export const stdout: AsyncTextIOWrapper = textOn(output, 'strict');
/** Standard error as text; a `write` settles when the text is with the operating system. See {@link stdin}. */
export const stderr: AsyncTextIOWrapper = textOn(errors, 'backslashreplace');

/** Standard input as bytes. {@link stdin} reads ahead, so use one of the two. */
export const stdinBytes: AsyncBufferedReader = new AsyncBufferedReader(input);
/** Standard output as bytes. See {@link stdout}. */
export const stdoutBytes: AsyncBufferedIOBase = new AsyncBufferedIOBase(output);
/** Standard error as bytes. See {@link stderr}. */
export const stderrBytes: AsyncBufferedIOBase = new AsyncBufferedIOBase(errors);

function textOn(file: OpenFile, errors: ErrorPolicy): AsyncTextIOWrapper {
  return new AsyncTextIOWrapper(file, { encoding: 'utf-8', errors, newline: undefined, isLineBuffered: false });
}
