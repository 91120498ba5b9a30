import * as fs from 'node:fs';
import { systemError } from '../os-error.ts';
import type { Access } from '../mode.ts';
import { Descriptor, isTerminal } from '../raw/descriptor.ts';
import { fsPromise } from '../raw/fs-promise.ts';
import { shownName, type FileName } from '../raw/raw-file.ts';
import { openGate } from './open-gate.ts';

/** Opens a path itself: given the path and the flags of `fs.constants`, it gives a descriptor. */
export type Opener = (path: string | Buffer | URL, flags: number) => number | Promise<number>;

/** How to open the descriptor. */
export interface DescriptorOptions {
  readonly access: Access;
  readonly closefd: boolean;
  readonly opener: Opener | undefined;
  /** The permissions of a new file, before the umask. */
  readonly permissions?: number;
}

/** Opens a file. If `isWanted` says no when that is done, the descriptor is closed again and the result is dropped. */
export async function openDescriptor(
  name: FileName,
  options: DescriptorOptions,
  isWanted: () => boolean,
): Promise<Descriptor | undefined> {
  if (typeof name === 'number') return adopt(name, name, options);
  await openGate.enter();
  try {
    if (!isWanted()) return undefined;
    const fd = await openPath(name, options);
    const descriptor = await adopt(name, fd, options).catch(async (error: unknown) => {
      await fsPromise((done) => fs.close(fd, done));
      throw error;
    });
    if (isWanted()) return descriptor;
    await descriptor.close();
    return undefined;
  } finally {
    openGate.leave();
  }
}

async function openPath(path: string | Buffer | URL, options: DescriptorOptions): Promise<number> {
  const { access, opener, permissions = 0o666 } = options;
  const flags = flagsOf(access);
  if (opener !== undefined) return opener(path, flags);
  return fsPromise<number>((done) => fs.open(path, flags, permissions, done));
}

async function adopt(name: FileName, fd: number, options: DescriptorOptions): Promise<Descriptor> {
  const { access, closefd } = options;
  const isBorrowed = typeof name === 'number';
  const stats = await fsPromise<fs.Stats>((done) => fs.fstat(fd, done));
  if (stats.isDirectory()) throw systemError('EISDIR', 'illegal operation on a directory', 'open', shownName(name));
  const isFile = stats.isFile();
  const isSeekable = isFile || stats.isBlockDevice();
  return new Descriptor({
    name,
    fd,
    isSeekable,
    isTerminal: isTerminal(fd, stats),
    isAppending: access.kind === 'a' && !isBorrowed,
    isBorrowed,
    close: closefd ? () => fsPromise((done) => fs.close(fd, done)) : undefined,
    position: await firstPosition(fd, access, stats, isSeekable && isBorrowed),
    // Files that say 0 may have content all the same: those of /proc do.
    size: isFile && stats.size > 0 ? stats.size : undefined,
  });
}

async function firstPosition(fd: number, access: Access, stats: fs.Stats, hasOwn: boolean): Promise<number> {
  if (access.kind === 'a') return stats.isFile() ? stats.size : 0;
  return hasOwn ? positionOf(fd) : 0;
}

/** Where a descriptor stands. Only Linux tells; elsewhere positions count from where the descriptor was handed over. */
async function positionOf(fd: number): Promise<number> {
  if (process.platform !== 'linux') return 0;
  const info = await fsPromise<string>((done) => fs.readFile(`/proc/self/fdinfo/${fd}`, 'utf8', done)).catch(() => '');
  return Number(/^pos:\s*(\d+)/m.exec(info)?.[1] ?? 0);
}

function flagsOf({ kind, canRead, canWrite }: Access): number {
  const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_EXCL, O_APPEND } = fs.constants;
  const direction = canRead && canWrite ? O_RDWR : canWrite ? O_WRONLY : O_RDONLY;
  const manner = { r: 0, w: O_CREAT | O_TRUNC, x: O_CREAT | O_EXCL, a: O_CREAT | O_APPEND };
  return direction | manner[kind];
}
