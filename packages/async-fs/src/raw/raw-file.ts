/**
 * What a file is made of below all buffers: something that is read and written in pieces, one operation at a time.
 *
 * @remarks
 * Whoever implements it need not care for order, cancelling or buffers: the layers above ask for the next operation
 * when the last one has ended.
 */
export interface RawFile {
  /** What was opened, exactly as it was given; `undefined` for a file that is only in memory. */
  readonly name: FileName | undefined;
  /** Whether it has positions. */
  readonly isSeekable: boolean;
  /** Whether every write goes to the end. */
  readonly isAppending: boolean;
  /**
   * Where the next read or write goes, in bytes; `undefined` when it is the end of the file, wherever that is now.
   * Setting it moves there. Where there are no positions it counts what has passed.
   */
  position: number | undefined;
  /** The size that the file is believed to have: it decides how much to ask for, and spares a last empty read. */
  readonly sizeHint: number | undefined;

  /** Whether it is a terminal. */
  isatty(): boolean;
  /** The descriptor. @throws {@link UnsupportedOperation} when there is none. */
  fileno(): number;
  /** Reads up to the length of `target` at the position, which moves on; 0 at the end. */
  read(target: Buffer): Promise<number>;
  /** Writes at the position, which moves on, and gives the number of bytes written: at least one. */
  write(bytes: Buffer): Promise<number>;
  /** The size now, in bytes. */
  size(): Promise<number>;
  /** Cuts or extends to `size` bytes. The position stays. */
  truncate(size: number): Promise<void>;
  /** Makes what was written survive a power failure. */
  sync(): Promise<void>;
  /** Gives the file back. Called once. */
  close(): Promise<void>;
}

/** What a file can be opened by: its path, or the number of a descriptor that is open already. */
export type FileName = string | Buffer | URL | number;

/** A file's name as text, for messages. */
export function shownName(name: FileName | undefined): string {
  if (name === undefined) return 'a temporary file';
  return name instanceof URL ? name.href : name.toString();
}
