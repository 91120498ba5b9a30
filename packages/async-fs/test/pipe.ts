import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { open, type AsyncBufferedReader } from '../src/index.ts';
import type { Folder } from './folder.ts';

const MAKE_PIPE = 'mkfifo';

/** A pipe whose reader waits until the test writes. */
export interface Pipe extends AsyncDisposable {
  readonly reader: AsyncBufferedReader;
  /** Puts bytes into the pipe. */
  feed(text: string): void;
}

/** Makes a named pipe, and gives its path: opening one end waits for the other. */
export function makePipe(folder: Folder, name = 'pipe'): string {
  // Node cannot make one.
  execFileSync(MAKE_PIPE, [folder.at(name)]);
  return folder.at(name);
}

/** Opens both ends of a pipe. */
export async function openPipe(folder: Folder): Promise<Pipe> {
  const path = makePipe(folder);
  // For reading and writing, so that neither end waits for the other.
  const fd = fs.openSync(path, fs.constants.O_RDWR);
  const reader = await open(path, 'rb');
  return {
    reader,
    feed: (text) => void fs.writeSync(fd, text),
    async [Symbol.asyncDispose]() {
      fs.closeSync(fd);
      await reader.close();
    },
  };
}
