import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { WaitOptions } from '@x/future/context';
import { procedure } from './calls/procedure.ts';
import { checkBytes } from './layers/arguments.ts';
import type { Bytes } from './layers/byte-file.ts';
import { FileNotFoundError } from './os-error.ts';
import { pathText, shownPath, type PathLike } from './os/path-like.ts';
import { fsPromise } from './raw/fs-promise.ts';
import { Codec } from './text/codec.ts';
import type { ErrorPolicy } from './text/error-policy.ts';

/** Options of {@link atomicWrite}. */
export interface AtomicWriteOptions extends WaitOptions {
  /** How text is encoded; `'utf-8'` by default. */
  readonly encoding?: string | undefined;
  /** What becomes of characters that the encoding does not have; `'strict'` by default. */
  readonly errors?: ErrorPolicy | undefined;
  /** The permissions; by default those of the file that is replaced, or 0o666 before the umask for a new one. */
  readonly mode?: number | undefined;
}

/**
 * Replaces the content of a file as a whole: whoever reads it, and whoever comes after a crash or a power failure, sees
 * the old content or the new, and never a part.
 *
 * @remarks
 * The new content goes into a temporary file next to the old one, is made safe (`fsync`), and takes its name; then the
 * directory is made safe. A link stays a link, and its target is replaced. The new file belongs to whoever writes it.
 *
 * **Cancellation.** It stops at the next step, and rejects when the temporary file is gone. The old content stays, if
 * the name had not been taken yet.
 *
 * @throws OSError when the content could not be written; the old content stays then, too.
 *
 * @example
 * ```ts
 * await atomicWrite('settings.json', JSON.stringify({ volume: 3 }));
 * await path.getsize('settings.json'); // => 12
 * ```
 */
export function atomicWrite(path: PathLike, data: string | Bytes, options: AtomicWriteOptions = {}): Promise<void> {
  const { encoding = 'utf-8', errors = 'strict', mode, ...limits } = options;
  return procedure(`atomicWrite(${shownPath(path)})`, limits, async (stop) => {
    const bytes =
      typeof data === 'string' ? new Codec(encoding, errors, pathText(path)).encode(data) : checkBytes('data', data);
    const target = await realPath(pathText(path));
    const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
    const permissions = mode ?? (await permissionsOf(target));
    try {
      stop.throwIfAborted();
      await writeSafely(temporary, bytes, permissions, stop);
      stop.throwIfAborted();
      await fsPromise((done) => fs.rename(temporary, target, done));
    } catch (error) {
      await fsPromise((done) => fs.rm(temporary, { force: true }, done));
      throw error;
    }
    await syncDirectory(dirname(target));
  });
}

/** How much is written before looking whether to stop. */
const BLOCK = 8 * 1024 * 1024;

async function writeSafely(
  path: string,
  bytes: Buffer,
  permissions: number | undefined,
  stop: AbortSignal,
): Promise<void> {
  const fd = await fsPromise<number>((done) => fs.open(path, 'wx', permissions ?? 0o666, done));
  try {
    // The umask may have taken some away.
    if (permissions !== undefined) await fsPromise((done) => fs.fchmod(fd, permissions, done));
    for (let at = 0; at < bytes.length;) {
      stop.throwIfAborted();
      const size = Math.min(BLOCK, bytes.length - at);
      at += await fsPromise<number>((done) => fs.write(fd, bytes, at, size, at, done));
    }
    await fsPromise((done) => fs.fsync(fd, done));
  } finally {
    await fsPromise((done) => fs.close(fd, done));
  }
}

/** Makes the new name safe. Windows has no such thing. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const fd = await fsPromise<number>((done) => fs.open(path, 'r', done));
  try {
    await fsPromise((done) => fs.fsync(fd, done));
  } finally {
    await fsPromise((done) => fs.close(fd, done));
  }
}

/** The file behind links; a file that is not there yet is where its path says. */
function realPath(path: string): Promise<string> {
  return unlessMissing(
    fsPromise<string>((done) => fs.realpath(path, done)),
    path,
  );
}

/** The permissions of the file that is there. */
async function permissionsOf(path: string): Promise<number | undefined> {
  const stats = await unlessMissing(
    fsPromise<fs.Stats | undefined>((done) => fs.stat(path, done)),
    undefined,
  );
  return stats && stats.mode & 0o7777;
}

async function unlessMissing<T>(operation: Promise<T>, instead: T): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    if (error instanceof FileNotFoundError) return instead;
    throw error;
  }
}
