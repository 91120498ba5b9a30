import { InvalidStateError } from '@x/future';

/**
 * The file cannot do this: it was opened for something else, or is of a kind that has no positions.
 *
 * @remarks
 * Nothing has changed. It is an `instanceof` {@link OSError} too, as in Python.
 *
 * @see Python: {@link https://docs.python.org/3/library/io.html#io.UnsupportedOperation | io.UnsupportedOperation}
 */
export class UnsupportedOperation extends InvalidStateError {
  override readonly name = 'UnsupportedOperation';
  override readonly code = 'ERR_UNSUPPORTED_OPERATION';
}

/** Text and bytes do not fit together. See {@link UnicodeDecodeError} and {@link UnicodeEncodeError}. */
export class UnicodeError extends RangeError {
  override readonly name: string = 'UnicodeError';
  readonly code: string = 'ERR_UNICODE';
  /** The encoding in use. */
  readonly encoding: string;
  /** Why it does not work. */
  readonly reason: string;

  constructor(message: string, encoding: string, reason: string) {
    super(message);
    this.encoding = encoding;
    this.reason = reason;
  }
}

/**
 * The file has bytes that are no text in its encoding, and the policy is `strict`.
 *
 * @remarks
 * What stands before the bytes has been or can still be read. The bytes stay where they are, so reading on fails again;
 * seek past them, or open the file with another policy.
 *
 * @see Python: {@link https://docs.python.org/3/library/exceptions.html#UnicodeDecodeError | UnicodeDecodeError}
 */
export class UnicodeDecodeError extends UnicodeError {
  override readonly name = 'UnicodeDecodeError';
  override readonly code = 'ERR_UNICODE_DECODE';
  /** The bytes that could not be decoded. */
  readonly bytes: Uint8Array;
  /** Where they stand in the file, in bytes; `undefined` when the file has no positions. */
  readonly position: number | undefined;
  /** The file. */
  readonly path: string;

  constructor(encoding: string, bytes: Uint8Array, position: number | undefined, reason: string, path: string) {
    const where = position === undefined ? '' : ` in position ${rangeOf(position, bytes.length)}`;
    super(`'${encoding}' codec can't decode ${shownBytes(bytes)}${where}: ${reason}, read '${path}'`, encoding, reason);
    this.bytes = bytes;
    this.position = position;
    this.path = path;
  }
}

/**
 * The text has a character that the file's encoding does not, and the policy refuses it. Nothing of it was written.
 *
 * @see Python: {@link https://docs.python.org/3/library/exceptions.html#UnicodeEncodeError | UnicodeEncodeError}
 */
export class UnicodeEncodeError extends UnicodeError {
  override readonly name = 'UnicodeEncodeError';
  override readonly code = 'ERR_UNICODE_ENCODE';
  /** The text that was to be written. */
  readonly text: string;
  /** The index of the character, in code points. */
  readonly position: number;
  /** The file. */
  readonly path: string;

  constructor(encoding: string, text: string, position: number, reason: string, path: string) {
    const shown = shownCharacter(Array.from(text)[position] ?? '');
    super(
      `'${encoding}' codec can't encode character ${shown} in position ${position}: ${reason}, write '${path}'`,
      encoding,
      reason,
    );
    this.text = text;
    this.position = position;
    this.path = path;
  }
}

function shownBytes(bytes: Uint8Array): string {
  return bytes.length === 1 ? `byte 0x${(bytes[0] ?? 0).toString(16).padStart(2, '0')}` : 'bytes';
}

function shownCharacter(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function rangeOf(position: number, length: number): string {
  return length === 1 ? `${position}` : `${position}-${position + length - 1}`;
}
