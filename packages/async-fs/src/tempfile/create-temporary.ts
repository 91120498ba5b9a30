import * as fs from 'node:fs';
import type { Access } from '../mode.ts';
import { closeDescriptor } from '../opening/open-descriptor.ts';
import { openGate } from '../opening/open-gate.ts';
import { FileNotFoundError } from '../os-error.ts';
import { Descriptor } from '../raw/descriptor.ts';
import { fsPromise } from '../raw/fs-promise.ts';
import { withFreeName, type NameOptions } from './temporary-name.ts';

/** Makes a file that only its owner can read and write, under a name that nobody had. */
export async function openNamed(names: NameOptions, access: Access): Promise<Descriptor & { readonly name: string }> {
  const { path, fd } = await create(names, access);
  return rawOf(path, fd, access, () => closeDescriptor(fd)) as Descriptor & { readonly name: string };
}

/** Makes a file without a name: its content lives as long as its descriptor. */
export async function openUnnamed(names: NameOptions, access: Access): Promise<Descriptor> {
  const { path, fd } = await create(names, access);
  const close = async (): Promise<void> => {
    await closeDescriptor(fd);
    // Windows cannot delete what is open.
    if (process.platform === 'win32') await deleteTemporary(path);
  };
  if (process.platform !== 'win32') {
    await deleteTemporary(path).catch(async (error: unknown) => {
      await closeDescriptor(fd);
      throw error;
    });
  }
  return rawOf(fd, fd, access, close);
}

/** Deletes a file that somebody may have deleted or moved before. */
export async function deleteTemporary(path: string): Promise<void> {
  try {
    await fsPromise((done) => fs.unlink(path, done));
  } catch (error) {
    if (!(error instanceof FileNotFoundError)) throw error;
  }
}

async function create(names: NameOptions, { kind }: Access): Promise<{ path: string; fd: number }> {
  const { O_RDWR, O_CREAT, O_EXCL, O_APPEND } = fs.constants;
  const flags = O_RDWR | O_CREAT | O_EXCL | (kind === 'a' ? O_APPEND : 0);
  const turn = openGate.turn();
  if (turn !== undefined) await turn;
  try {
    return await withFreeName(names, async (path) => {
      return { path, fd: await fsPromise<number>((done) => fs.open(path, flags, 0o600, done)) };
    });
  } finally {
    openGate.leave();
  }
}

function rawOf(name: string | number, fd: number, { kind }: Access, close: () => Promise<void>): Descriptor {
  return new Descriptor({
    name,
    fd,
    isSeekable: true,
    isTerminal: false,
    isAppending: kind === 'a',
    isBorrowed: false,
    position: 0,
    size: undefined,
    close,
  });
}
