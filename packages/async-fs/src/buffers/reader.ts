import type { Transfer } from './channel.ts';

/**
 * What a file reads: bytes, or text.
 *
 * @remarks
 * Every method is an attempt, see {@link Attempt}: it takes what it gives in one go, or takes nothing and gives the
 * transfer that it needs first. `ended` says that the transfer before met the end of the file.
 */
export interface Reader<T> {
  /** Up to `size` characters or bytes; everything when it is negative. */
  read(size: number, ended: boolean): T | Transfer;
  /** The next line with its line end, cut after `limit`; empty at the end of the file. */
  line(limit: number, ended: boolean): T | Transfer;
  /** The next line, if all of it is there. */
  lineNow(): T | undefined;
  /** All lines, or the first ones that have `hint` characters or bytes together when it is positive. */
  lines(hint: number, ended: boolean): T[] | Transfer;
  /** The lines that are there, at least one; none at the end of the file. */
  batch(ended: boolean): T[] | Transfer;
}
