import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { open } from '../../src/index.ts';
import { temporaryFolder } from '../folder.ts';

const folder = temporaryFolder();
const LENGTH = 200_000_000;

/** A file whose first line has 200 million characters. */
function longLine(): string {
  const path = folder.at('long.txt');
  const fd = fs.openSync(path, 'w');
  const block = Buffer.alloc(LENGTH / 100, 'x');
  for (let count = 0; count < 100; count++) fs.writeSync(fd, block);
  fs.writeSync(fd, '\nnext\n');
  fs.closeSync(fd);
  return path;
}

describe('a line of 200 MB', { timeout: 60_000 }, () => {
  it('is read as text, as bytes, by readline and by iteration', async () => {
    const path = longLine();
    for (const mode of ['r', 'rb'] as const) {
      await using file = await open(path, mode);
      const line = await file.readline();
      expect(line.length).toBe(LENGTH + 1);
      expect(String(line).endsWith('x\n')).toBe(true);
      expect(String(await file.readline())).toBe('next\n');

      await file.seek(0);
      const lengths: number[] = [];
      for await (const one of file) lengths.push(one.length);
      expect(lengths).toEqual([LENGTH + 1, 5]);
    }
  });

  it('is read in parts, and takes no more memory than these', async () => {
    await using file = await open(longLine());
    // `arrayBuffers` counts what blocks and buffers hold.
    const before = process.memoryUsage().arrayBuffers;
    let length = 0;
    for (let part; (part = await file.readline(1_000_000)) !== 'next\n';) length += part.length;
    expect(length).toBe(LENGTH + 1);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });
});
