import * as fs from 'node:fs';
import { dirname } from 'node:path';
import type { WaitOptions } from '@x/future/context';
import { outside } from '../calls/outside-wait.ts';
import { procedure } from '../calls/procedure.ts';
import { FileExistsError, FileNotFoundError, OSError } from '../os-error.ts';
import { fsPromise } from '../raw/fs-promise.ts';
import { onPath } from './call.ts';
import { pathText, shownPath, type PathLike } from './path-like.ts';

/** Options of {@link mkdir}. */
export interface MkdirOptions extends WaitOptions {
  /** The permissions, before the umask; `0o777` by default. */
  readonly mode?: number | undefined;
}

/** Options of {@link makedirs}. */
export interface MakedirsOptions extends MkdirOptions {
  /** Whether it is fine that the directory exists already; `false` by default. */
  readonly existOk?: boolean | undefined;
}

/** Makes one directory. */
export function mkdir(path: PathLike, { mode = 0o777, ...limits }: MkdirOptions = {}): Promise<void> {
  return onPath('os.mkdir', path, limits, (done) => fs.mkdir(path, mode, done));
}

/** Makes a directory, and those above it that are missing. */
export function makedirs(path: PathLike, options: MakedirsOptions = {}): Promise<void> {
  const { mode = 0o777, existOk = false, ...limits } = options;
  return procedure(`os.makedirs(${shownPath(path)})`, limits, (stop) => make(pathText(path), mode, existOk, stop));
}

/** Deletes an empty directory. */
export function rmdir(path: PathLike, options?: WaitOptions): Promise<void> {
  return onPath('os.rmdir', path, options, (done) => fs.rmdir(path, done));
}

/** Deletes an empty directory, then those above it as far as they are empty. */
export function removedirs(path: PathLike, options?: WaitOptions): Promise<void> {
  return procedure(`os.removedirs(${shownPath(path)})`, options, async (stop) => {
    await fsPromise((done) => fs.rmdir(path, done));
    await prune(dirname(pathText(path)), stop);
  });
}

/** Moves a file or directory: makes the directories above the new place, and removes those of the old one left empty. */
export function renames(old: PathLike, path: PathLike, options?: WaitOptions): Promise<void> {
  return procedure(`os.renames(${shownPath(old)})`, options, async (stop) => {
    await make(dirname(pathText(path)), 0o777, true, stop);
    stop.throwIfAborted();
    await fsPromise((done) => fs.rename(old, path, done));
    await prune(dirname(pathText(old)), stop);
  });
}

/** The names in a directory, in any order. */
export function listdir(path: PathLike = '.', options?: WaitOptions): Promise<string[]> {
  return onPath('os.listdir', path, options, (done) => fs.readdir(path, done));
}

/** The current directory. */
export function getcwd(options?: WaitOptions): Promise<string> {
  return outside('os.getcwd()', options, () => Promise.resolve(process.cwd()));
}

async function make(path: string, mode: number, existOk: boolean, stop: AbortSignal): Promise<void> {
  stop.throwIfAborted();
  try {
    await fsPromise((done) => fs.mkdir(path, mode, done));
  } catch (error) {
    if (error instanceof FileNotFoundError && dirname(path) !== path) {
      await make(dirname(path), 0o777, true, stop);
      await make(path, mode, existOk, stop);
    } else if (!(existOk && error instanceof FileExistsError && (await isDirectory(path)))) {
      throw error;
    }
  }
}

/** Removes empty directories upwards. The first that is not empty ends it, and so does every other error. */
async function prune(path: string, stop: AbortSignal): Promise<void> {
  // A relative path ends before the current directory, an absolute one before the root.
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    stop.throwIfAborted();
    const isRemoved = await fsPromise<boolean>((done) => fs.rmdir(at, (error) => done(null, error === null)));
    if (!isRemoved) return;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await fsPromise<fs.Stats>((done) => fs.stat(path, done))).isDirectory();
  } catch (error) {
    if (error instanceof OSError) return false;
    throw error;
  }
}
