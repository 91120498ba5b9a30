import * as fs from 'node:fs';
import type { Writable } from 'node:stream';
import { shown, type WaitOptions } from '@x/future/context';
import { procedure } from '../calls/procedure.ts';
import { checkInteger } from '../layers/arguments.ts';
import { fsPromise } from '../raw/fs-promise.ts';
import { writeTo } from '../streams/write-to.ts';

const BLOCK = 256 * 1024;

/**
 * Copies bytes from one descriptor to another, or to a stream; gives their number.
 *
 * @param out - a descriptor, written where it stands; or a stream such as a socket.
 * @param offset - where to begin in `inFd`; `undefined` for where it stands.
 * @param count - how many bytes at most; fewer at the end of the file.
 *
 * @remarks
 * **Differs from Python.** It copies until `count` is reached, where `os.sendfile` may stop earlier. Node has no system
 * call for it: the bytes pass through the process.
 *
 * @see Python: {@link https://docs.python.org/3/library/os.html#os.sendfile | os.sendfile}
 */
export function sendfile(
  out: number | Writable,
  inFd: number,
  offset: number | undefined,
  count: number,
  options?: WaitOptions,
): Promise<number> {
  return procedure('os.sendfile()', options, async (stop) => {
    const write = writerTo(out);
    checkInteger('inFd', inFd, 0);
    if (offset !== undefined) checkInteger('offset', offset, 0);
    checkInteger('count', count, 0);
    const block = Buffer.allocUnsafe(Math.min(count, BLOCK));
    let sent = 0;
    while (sent < count) {
      stop.throwIfAborted();
      const at = offset === undefined ? null : offset + sent;
      const wanted = Math.min(block.length, count - sent);
      const size = await fsPromise<number>((done) => fs.read(inFd, block, 0, wanted, at, done));
      if (size === 0) break;
      await write(block.subarray(0, size));
      sent += size;
    }
    return sent;
  });
}

function writerTo(out: number | Writable): (bytes: Buffer) => Promise<void> {
  if (typeof out === 'number') {
    checkInteger('out', out, 0);
    return (bytes) => writeAll(out, bytes);
  }
  if (typeof (out as Partial<Writable> | null)?.write !== 'function') {
    throw new TypeError(`out must be a descriptor or a Writable, got ${shown(out)}`);
  }
  return (bytes) => writeTo(out, bytes);
}

async function writeAll(fd: number, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    at += await fsPromise<number>((done) => fs.write(fd, bytes, at, bytes.length - at, null, done));
  }
}
