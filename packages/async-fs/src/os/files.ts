import * as fs from 'node:fs';
import type { WaitOptions } from '@x/future/context';
import { procedure } from '../calls/procedure.ts';
import { systemError } from '../os-error.ts';
import { fsPromise } from '../raw/fs-promise.ts';
import { onPath } from './call.ts';
import { shownPath, type PathLike } from './path-like.ts';

/** Options of {@link stat}. */
export interface StatOptions extends WaitOptions {
  /** Whether a link stands for its target; `true` by default. */
  readonly followSymlinks?: boolean | undefined;
}

/** Size, times (milliseconds), permissions and numbers of a path, as Node's `Stats`. */
export function stat(path: PathLike, { followSymlinks = true, ...limits }: StatOptions = {}): Promise<fs.Stats> {
  return onPath('os.stat', path, limits, (done) => (followSymlinks ? fs.stat(path, done) : fs.lstat(path, done)));
}

/** The capacity of a file system, as Node's `StatsFs`: `bsize`, `blocks`, `bfree`, `bavail`, `files`, `ffree`. */
export function statvfs(path: PathLike, options?: WaitOptions): Promise<fs.StatsFs> {
  return onPath('os.statvfs', path, options, (done) => fs.statfs(path, done));
}

/** For {@link access}: does it exist? */
export const F_OK: number = fs.constants.F_OK;
/** For {@link access}: can it be read? */
export const R_OK: number = fs.constants.R_OK;
/** For {@link access}: can it be written? */
export const W_OK: number = fs.constants.W_OK;
/** For {@link access}: can it be executed, or searched? */
export const X_OK: number = fs.constants.X_OK;

/** Whether the path can be used like this: `F_OK`, or a sum of `R_OK`, `W_OK` and `X_OK`. Errors count as no. */
export function access(path: PathLike, mode: number, options?: WaitOptions): Promise<boolean> {
  return onPath('os.access', path, options, (done) => fs.access(path, mode, (error) => done(null, error === null)));
}

/** Moves a file or directory. A file at the new place is replaced; on Windows it is an error. */
export function rename(src: PathLike, dst: PathLike, options?: WaitOptions): Promise<void> {
  if (process.platform !== 'win32') return replace(src, dst, options);
  return procedure(`os.rename(${shownPath(src)})`, options, async (stop) => {
    const isTaken = await fsPromise<boolean>((done) => fs.lstat(dst, (error) => done(null, error === null)));
    if (isTaken) throw systemError('EEXIST', 'file already exists', 'rename', String(dst));
    stop.throwIfAborted();
    await fsPromise((done) => fs.rename(src, dst, done));
  });
}

/** Moves a file or directory, over a file that is at the new place. */
export function replace(src: PathLike, dst: PathLike, options?: WaitOptions): Promise<void> {
  return onPath('os.replace', src, options, (done) => fs.rename(src, dst, done));
}

/** Deletes a file. */
export function remove(path: PathLike, options?: WaitOptions): Promise<void> {
  return onPath('os.remove', path, options, (done) => fs.unlink(path, done));
}

/** Deletes a file; the same as {@link remove}. */
export function unlink(path: PathLike, options?: WaitOptions): Promise<void> {
  return onPath('os.unlink', path, options, (done) => fs.unlink(path, done));
}

/** Makes another name for a file: a hard link. */
export function link(src: PathLike, dst: PathLike, options?: WaitOptions): Promise<void> {
  return onPath('os.link', src, options, (done) => fs.link(src, dst, done));
}

/** Options of {@link symlink}. */
export interface SymlinkOptions extends WaitOptions {
  /** Whether the target is a directory; only Windows asks. */
  readonly targetIsDirectory?: boolean | undefined;
}

/** Makes `dst` a symbolic link to `src`. */
export function symlink(
  src: PathLike,
  dst: PathLike,
  { targetIsDirectory = false, ...limits }: SymlinkOptions = {},
): Promise<void> {
  const type = targetIsDirectory ? 'dir' : 'file';
  return onPath('os.symlink', dst, limits, (done) => fs.symlink(src, dst, type, done));
}

/** What a symbolic link points to. */
export function readlink(path: PathLike, options?: WaitOptions): Promise<string> {
  return onPath('os.readlink', path, options, (done) => fs.readlink(path, 'utf8', done));
}

/** Sets the permissions of a path, as in `0o644`. */
export function chmod(path: PathLike, mode: number, options?: WaitOptions): Promise<void> {
  return onPath('os.chmod', path, options, (done) => fs.chmod(path, mode, done));
}

/**
 * Sets the times of last access and modification, in milliseconds since 1970, or as `Date`s.
 *
 * **Differs from Python.** Milliseconds, where Python takes a tuple of seconds.
 */
export function utime(
  path: PathLike,
  atime: number | Date,
  mtime: number | Date,
  options?: WaitOptions,
): Promise<void> {
  return onPath('os.utime', path, options, (done) => fs.utimes(path, new Date(atime), new Date(mtime), done));
}
