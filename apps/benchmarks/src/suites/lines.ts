import * as fs from 'node:fs';
import { open as openHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { open } from '@x/async-fs';
import { cpython } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

const MEGABYTE = 1_000_000;

/** A megabyte of lines of 60 to 120 characters. */
function someLines(): string {
  let text = '';
  for (let line = 0; text.length < MEGABYTE; line += 1) text += `${line} ${'word '.repeat(12 + (line % 12))}\n`;
  return `${text.slice(0, MEGABYTE - 1)}\n`;
}

/** Reads a file of `size` megabytes, which is there for this time only; gives megabytes per second. */
async function readingFile(size: number, read: (path: string) => Promise<unknown>): Promise<number> {
  const path = join(tmpdir(), `x-benchmark-lines-${process.pid}.txt`);
  const block = someLines();
  const fd = fs.openSync(path, 'w');
  for (let written = 0; written < size; written += 1) fs.writeSync(fd, block);
  fs.closeSync(fd);
  try {
    return await perSecond(size, () => read(path));
  } finally {
    fs.rmSync(path);
  }
}

/** What is done with the lines: too little to matter, enough that none can be left out. */
async function countCharacters(lines: AsyncIterable<string>): Promise<number> {
  let count = 0;
  for await (const line of lines) count += line.length;
  return count;
}

/** Iterates over the lines of a file of `size` megabytes. */
export const lines: Suite = {
  name: 'lines',
  title: 'iterate over the lines of a large file',
  unit: 'MB/s',
  better: 'more',
  size: { full: 500, quick: 20 },
  contestants: [
    {
      name: '@x lineBatches()',
      role: 'ours',
      run: (size) =>
        readingFile(size, async (path) => {
          await using file = await open(path);
          let count = 0;
          for await (const lines of file.lineBatches()) {
            for (const line of lines) count += line.length;
          }
          return count;
        }),
    },
    {
      name: '@x for await',
      role: 'ours',
      run: (size) => readingFile(size, (path) => countCharacters(open(path))),
    },
    {
      name: 'node:readline',
      role: 'peer',
      run: (size) =>
        readingFile(size, (path) => countCharacters(createInterface({ input: fs.createReadStream(path) }))),
    },
    {
      name: 'FileHandle.readLines()',
      role: 'peer',
      run: (size) =>
        readingFile(size, async (path) => {
          const handle = await openHandle(path);
          return countCharacters(handle.readLines());
        }),
    },
    cpython(
      'CPython',
      `
import os, sys, tempfile, time
n = int(sys.argv[1])
line, lines, size = 0, [], 0
while size < 1000000:
    lines.append("%d %s\\n" % (line, "word " * (12 + line % 12)))
    size += len(lines[-1])
    line += 1
block = "".join(lines)
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "lines.txt")
    with open(path, "w", encoding="utf-8") as file:
        for _ in range(n): file.write(block)
    megabytes = os.path.getsize(path) / 1e6
    start = time.perf_counter()
    count = 0
    with open(path, encoding="utf-8") as file:
        for one in file: count += len(one)
    print(megabytes / (time.perf_counter() - start))`,
    ),
    {
      name: 'reading alone',
      role: 'limit',
      run: (size) =>
        readingFile(size, async (path) => {
          await using file = await open(path, 'rb');
          const block = Buffer.alloc(2 ** 20);
          while ((await file.readinto(block)) > 0);
        }),
    },
  ],
};
