import * as fs from 'node:fs';
import { checkWaitOptions, resolved, type WaitOptions } from '@x/future/context';
import { outside } from '../calls/outside-wait.ts';
import { Pending } from '../opening/pending.ts';
import { fsPromise } from '../raw/fs-promise.ts';
import { checkNameOptions, withFreeName, type NameOptions } from './temporary-name.ts';

/** A directory that is deleted, with all that is in it, at the end of its `await using` block. */
export class AsyncTemporaryDirectory implements AsyncDisposable {
  /** The path. */
  readonly name: string;
  #isGone = false;

  /** @internal */
  constructor(name: string) {
    this.name = name;
  }

  /** Deletes the directory and all that is in it. The second time there is nothing to do. */
  cleanup(options?: WaitOptions): Promise<void> {
    if (this.#isGone) return resolved(undefined);
    return outside(`cleanup() of '${this.name}'`, options, async () => {
      await fsPromise((done) => fs.rm(this.name, { recursive: true, force: true }, done));
      this.#isGone = true;
    });
  }

  /** The same as {@link AsyncTemporaryDirectory.cleanup}. */
  close(options?: WaitOptions): Promise<void> {
    return this.cleanup(options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.cleanup();
  }

  /** The path. */
  toString(): string {
    return this.name;
  }
}

/** What {@link TemporaryDirectory} gives: await it for the directory, or dispose of it. */
export interface TemporaryDirectoryHandle extends Promise<AsyncTemporaryDirectory>, AsyncDisposable {}

/**
 * Makes a directory that only its owner can enter, and deletes it in the end.
 *
 * @remarks
 * **Differs from Python.** The block gets an object with the path as its `name` and its text, where aiofiles gives the
 * path alone.
 *
 * @example
 * ```ts
 * await using directory = await tempfile.TemporaryDirectory();
 * await atomicWrite(`${directory.name}/notes.txt`, 'hello');
 * await os.listdir(directory.name); // => ['notes.txt']
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/tempfile.html#tempfile.TemporaryDirectory | tempfile.TemporaryDirectory}
 */
export function TemporaryDirectory(options: NameOptions & WaitOptions = {}): TemporaryDirectoryHandle {
  const wait = new Pending<AsyncTemporaryDirectory>('TemporaryDirectory()');
  try {
    checkWaitOptions(options);
    checkNameOptions(options);
    return wait.open(() => withFreeName(options, makeDirectory), options);
  } catch (error) {
    return wait.refuse(error);
  }
}

async function makeDirectory(path: string): Promise<AsyncTemporaryDirectory> {
  await fsPromise((done) => fs.mkdir(path, 0o700, done));
  return new AsyncTemporaryDirectory(path);
}
