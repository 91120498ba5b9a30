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
}

/** Opens a file. If `isWanted` says no when that is done, the descriptor is closed again and the result is dropped. */
export async function openDescriptor(
  name: FileName,
  options: DescriptorOptions,
  isWanted: () => boolean,
): Promise<Descriptor | undefined> {
  if (typeof name === 'number') return borrowDescriptor(name, options);
  const turn = openGate.turn();
  if (turn !== undefined) await turn;
  try {
    if (!isWanted()) return undefined;
    const fd = await openPath(name, options);
    try {
      const descriptor = descriptorOf(name, fd, options, await statsOf(fd));
      if (isWanted()) return descriptor;
    } catch (error) {
      await closeDescriptor(fd);
      throw error;
    }
    await closeDescriptor(fd);
    return undefined;
  } finally {
    openGate.leave();
  }
}

async function borrowDescriptor(fd: number, options: DescriptorOptions): Promise<Descriptor> {
  const descriptor = descriptorOf(fd, fd, options, await statsOf(fd));
  if (descriptor.isSeekable && options.access.kind !== 'a') descriptor.standsAt(await positionOf(fd));
  return descriptor;
}

function openPath(path: string | Buffer | URL, { access, opener }: DescriptorOptions): Promise<number> | number {
  const flags = flagsOf(access);
  return opener === undefined ? fsPromise((done) => fs.open(path, flags, 0o666, done)) : opener(path, flags);
}

function descriptorOf(name: FileName, fd: number, { access, closefd }: DescriptorOptions, stats: fs.Stats): Descriptor {
  if (stats.isDirectory()) throw systemError('EISDIR', 'illegal operation on a directory', 'open', shownName(name));
  const isFile = stats.isFile();
  const isBorrowed = typeof name === 'number';
  // Files that say 0 may have content all the same: those of /proc do.
  const size = isFile && stats.size > 0 ? stats.size : undefined;
  return new Descriptor({
    name,
    fd,
    isSeekable: isFile || stats.isBlockDevice(),
    isTerminal: isTerminal(fd, stats),
    isAppending: access.kind === 'a' && !isBorrowed,
    isBorrowed,
    close: closefd ? () => closeDescriptor(fd, shownName(name)) : undefined,
    position: access.kind === 'a' ? (size ?? 0) : 0,
    size,
  });
}

function statsOf(fd: number): Promise<fs.Stats> {
  return fsPromise((done) => fs.fstat(fd, done));
}

/** Closes a descriptor. */
export function closeDescriptor(fd: number, path?: string): Promise<void> {
  return fsPromise((done) => fs.close(fd, done), path);
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
