import * as fs from 'node:fs';
import type { WaitOptions } from '@x/future/context';
import { procedure } from '../calls/procedure.ts';
import { fsPromise } from '../raw/fs-promise.ts';
import { stat, type StatOptions } from './files.ts';
import { below, pathText, shownPath, type PathLike } from './path-like.ts';

/** Whether a link stands for its target; `true` by default. */
export interface FollowOptions {
  readonly followSymlinks?: boolean | undefined;
}

/**
 * One entry of a directory. What it is comes with the listing; only a link has been looked at, for its target.
 *
 * @see Python: {@link https://docs.python.org/3/library/os.html#os.DirEntry | os.DirEntry}
 */
export class DirEntry {
  /** The name in the directory. */
  readonly name: string;
  /** The name with the path of the directory before it. */
  readonly path: string;
  readonly #entry: fs.Dirent;
  readonly #target: fs.Stats | undefined;

  /** @internal */
  constructor(path: string, entry: fs.Dirent, target: fs.Stats | undefined) {
    this.name = entry.name;
    this.path = path;
    this.#entry = entry;
    this.#target = target;
  }

  /** Whether it is a directory, or a link to one. */
  isDir({ followSymlinks = true }: FollowOptions = {}): boolean {
    return (followSymlinks ? (this.#target ?? this.#entry) : this.#entry).isDirectory();
  }

  /** Whether it is a regular file, or a link to one. */
  isFile({ followSymlinks = true }: FollowOptions = {}): boolean {
    return (followSymlinks ? (this.#target ?? this.#entry) : this.#entry).isFile();
  }

  /** Whether it is a symbolic link. */
  isSymlink(): boolean {
    return this.#entry.isSymbolicLink();
  }

  /** Size, times and numbers: see `os.stat`. */
  stat(options?: StatOptions): Promise<fs.Stats> {
    return stat(this.path, options);
  }

  /** The number of the inode. */
  async inode(options?: WaitOptions): Promise<number> {
    return (await stat(this.path, { ...options, followSymlinks: false })).ino;
  }

  toString(): string {
    return `<DirEntry '${this.name}'>`;
  }
}

/** The entries of a directory that is being read. Dispose of it when you leave a loop over it early. */
export class ScandirIterator implements AsyncIterableIterator<DirEntry, undefined>, AsyncDisposable {
  readonly #directory: fs.Dir;
  readonly #path: string;
  readonly #options: WaitOptions | undefined;
  #closing: Promise<void> | undefined = undefined;

  /** @internal */
  constructor(directory: fs.Dir, path: string, options: WaitOptions | undefined) {
    this.#directory = directory;
    this.#path = path;
    this.#options = options;
  }

  /** The next entry. */
  next(): Promise<IteratorResult<DirEntry, undefined>> {
    return procedure(`os.scandir('${this.#path}')`, this.#options, async () => {
      const entry = this.#closing === undefined ? await this.#read() : null;
      if (entry !== null) return { done: false, value: await describeEntry(this.#path, entry) };
      await this.close();
      return { done: true, value: undefined };
    });
  }

  /** Ends a loop that is left early. */
  async return(): Promise<IteratorResult<DirEntry, undefined>> {
    await this.close();
    return { done: true, value: undefined };
  }

  /** Closes the directory. Closing twice is fine. */
  close(): Promise<void> {
    this.#closing ??= fsPromise((done) => this.#directory.close(done));
    return this.#closing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #read(): Promise<fs.Dirent | null> {
    return fsPromise((done) => this.#directory.read(done));
  }
}

/**
 * The entries of a directory, in any order, with what they are.
 *
 * @remarks
 * **Differs from Python.** The iterator is asynchronous, and `isDir()` and its like never touch the disk.
 *
 * @see Python: {@link https://docs.python.org/3/library/os.html#os.scandir | os.scandir}
 */
export function scandir(path: PathLike = '.', options?: WaitOptions): Promise<ScandirIterator> {
  const open = async (): Promise<ScandirIterator> => {
    const directory = await fsPromise<fs.Dir>((done) => fs.opendir(pathText(path), done));
    return new ScandirIterator(directory, pathText(path), options);
  };
  return procedure(`os.scandir(${shownPath(path)})`, options, open, (unwanted) => unwanted.close());
}

/** An entry with what is known of the target, if it is a link. */
export async function describeEntry(directory: string, entry: fs.Dirent): Promise<DirEntry> {
  const path = below(directory, entry.name);
  if (!entry.isSymbolicLink()) return new DirEntry(path, entry, undefined);
  // A link that leads nowhere is neither a file nor a directory.
  const target = await fsPromise<fs.Stats | undefined>((done) => fs.stat(path, (_error, stats) => done(null, stats)));
  return new DirEntry(path, entry, target);
}
