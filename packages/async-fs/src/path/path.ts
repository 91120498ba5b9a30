import * as fs from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { WaitOptions } from '@x/future/context';
import { outside } from '../calls/outside-wait.ts';
import { procedure } from '../calls/procedure.ts';
import { onPath } from '../os/call.ts';
import { pathText, shownPath, type PathLike } from '../os/path-like.ts';
import { fsPromise } from '../raw/fs-promise.ts';

/** The absolute path, without `.` and `..`. */
export function abspath(path: PathLike, options?: WaitOptions): Promise<string> {
  return outside(`path.abspath(${shownPath(path)})`, options, () => Promise.resolve(resolve(pathText(path))));
}

/** Whether there is something at the path; a link counts by its target. */
export function exists(path: PathLike, options?: WaitOptions): Promise<boolean> {
  return ask('path.exists', path, options, fs.stat, () => true);
}

/** Whether the path is a regular file, or a link to one. */
export function isfile(path: PathLike, options?: WaitOptions): Promise<boolean> {
  return ask('path.isfile', path, options, fs.stat, (stats) => stats.isFile());
}

/** Whether the path is a directory, or a link to one. */
export function isdir(path: PathLike, options?: WaitOptions): Promise<boolean> {
  return ask('path.isdir', path, options, fs.stat, (stats) => stats.isDirectory());
}

/** Whether the path itself is a symbolic link. */
export function islink(path: PathLike, options?: WaitOptions): Promise<boolean> {
  return ask('path.islink', path, options, fs.lstat, (stats) => stats.isSymbolicLink());
}

/** Whether something is mounted at the path. */
export function ismount(path: PathLike, options?: WaitOptions): Promise<boolean> {
  return procedure(`path.ismount(${shownPath(path)})`, options, async () => {
    const own = await look(fs.lstat, path);
    if (own === undefined || own.isSymbolicLink()) return false;
    const above = await look(fs.lstat, dirname(resolve(pathText(path))));
    // On another device than what is above; or the same directory as what is above: the root.
    return above !== undefined && (own.dev !== above.dev || own.ino === above.ino);
  });
}

/** The size in bytes. */
export async function getsize(path: PathLike, options?: WaitOptions): Promise<number> {
  return (await statsOf('path.getsize', path, options)).size;
}

/** When the content was last changed, in milliseconds since 1970. Python gives seconds. */
export async function getmtime(path: PathLike, options?: WaitOptions): Promise<number> {
  return (await statsOf('path.getmtime', path, options)).mtimeMs;
}

/** When the content was last read, in milliseconds since 1970. Python gives seconds. */
export async function getatime(path: PathLike, options?: WaitOptions): Promise<number> {
  return (await statsOf('path.getatime', path, options)).atimeMs;
}

/** When the entry was last changed, in milliseconds since 1970. Python gives seconds. */
export async function getctime(path: PathLike, options?: WaitOptions): Promise<number> {
  return (await statsOf('path.getctime', path, options)).ctimeMs;
}

/** Whether two paths lead to the same file. */
export function samefile(path1: PathLike, path2: PathLike, options?: WaitOptions): Promise<boolean> {
  return procedure(`path.samefile(${shownPath(path1)}, ${shownPath(path2)})`, options, async () => {
    const identity = (path: PathLike): Promise<fs.BigIntStats> =>
      fsPromise((done) => fs.stat(path, { bigint: true }, done));
    return isSame(await identity(path1), await identity(path2));
  });
}

/** Whether two descriptors are of the same file. */
export function sameopenfile(fd1: number, fd2: number, options?: WaitOptions): Promise<boolean> {
  return procedure(`path.sameopenfile(${fd1}, ${fd2})`, options, async () => {
    const identity = (fd: number): Promise<fs.BigIntStats> => fsPromise((done) => fs.fstat(fd, { bigint: true }, done));
    return isSame(await identity(fd1), await identity(fd2));
  });
}

type Look = (path: PathLike, done: (error: NodeJS.ErrnoException | null, stats: fs.Stats) => void) => void;

/** Asks something about a path; whatever cannot be looked at is answered with no. */
function ask(
  operation: string,
  path: PathLike,
  options: WaitOptions | undefined,
  lookAt: Look,
  question: (stats: fs.Stats) => boolean,
): Promise<boolean> {
  return outside(`${operation}(${shownPath(path)})`, options, async () => {
    const stats = await look(lookAt, path);
    return stats !== undefined && question(stats);
  });
}

async function look(lookAt: Look, path: PathLike): Promise<fs.Stats | undefined> {
  try {
    return await fsPromise<fs.Stats>((done) => lookAt(path, done));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_INVALID_ARG_TYPE') throw error;
    return undefined;
  }
}

function statsOf(operation: string, path: PathLike, options: WaitOptions | undefined): Promise<fs.Stats> {
  return onPath(operation, path, options, (done) => fs.stat(path, done));
}

function isSame(one: fs.BigIntStats, other: fs.BigIntStats): boolean {
  return one.ino === other.ino && one.dev === other.dev;
}
