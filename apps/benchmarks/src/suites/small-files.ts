import * as fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open, readText } from '@x/async-fs';
import { cpython } from '../python/cpython.ts';
import { perSecond, type Suite } from '../suite.ts';

const CONTENT = 'a line of a small file\n'.repeat(45).slice(0, 1024);

/** Reads `size` files of a kilobyte, which are there for this time only; gives files per second. */
async function readingFiles(size: number, read: (paths: readonly string[]) => Promise<unknown>): Promise<number> {
  const folder = fs.mkdtempSync(join(tmpdir(), 'x-benchmark-files-'));
  const paths = Array.from({ length: size }, (_, index) => join(folder, `${index}.txt`));
  for (const path of paths) fs.writeFileSync(path, CONTENT);
  try {
    return await perSecond(size, () => read(paths));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Reads the files, so many at a time. */
async function atOnce(count: number, paths: readonly string[], read: (path: string) => Promise<string>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let path; (path = paths[next++]) !== undefined;) await read(path);
  };
  await Promise.all(Array.from({ length: count }, worker));
}

async function openAndRead(path: string): Promise<string> {
  await using file = await open(path);
  return await file.read();
}

/** The least that has to be done, without a promise. */
function readWithCallbacks(path: string, done: () => void): void {
  fs.open(path, 'r', (_, fd) => {
    fs.fstat(fd, (_, { size }) => {
      const bytes = Buffer.allocUnsafe(size);
      fs.read(fd, bytes, 0, size, 0, () => {
        bytes.toString();
        fs.close(fd, done);
      });
    });
  });
}

/** Reads `size` files of a kilobyte as text. */
export const smallFiles: Suite = {
  name: 'small-files',
  title: 'read small files as text',
  unit: 'files/s',
  better: 'more',
  size: { full: 20_000, quick: 1_000 },
  contestants: [
    {
      name: '@x readText(), all at once',
      role: 'ours',
      run: (size) => readingFiles(size, (paths) => Promise.all(paths.map((path) => readText(path)))),
    },
    {
      name: '@x readText(), 16 at once',
      role: 'ours',
      run: (size) => readingFiles(size, (paths) => atOnce(16, paths, readText)),
    },
    {
      name: '@x open(), 16 at once',
      role: 'ours',
      run: (size) => readingFiles(size, (paths) => atOnce(16, paths, openAndRead)),
    },
    {
      name: 'fs/promises, 16 at once',
      role: 'peer',
      run: (size) => readingFiles(size, (paths) => atOnce(16, paths, (path) => readFile(path, 'utf8'))),
    },
    cpython(
      'CPython executor',
      `
import concurrent.futures, os, sys, tempfile, time
n = int(sys.argv[1])
def read(path):
    with open(path, encoding="utf-8") as file: return file.read()
with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(16) as pool:
    paths = [os.path.join(folder, "%d.txt" % i) for i in range(n)]
    for path in paths:
        with open(path, "w", encoding="utf-8") as file: file.write("a line of a small file\\n" * 45)
    start = time.perf_counter()
    for text in pool.map(read, paths): pass
    print(n / (time.perf_counter() - start))`,
    ),
    {
      name: 'callbacks, 32 at once',
      role: 'limit',
      run: (size) =>
        readingFiles(size, (paths) =>
          atOnce(32, paths, (path) => new Promise((resolve) => readWithCallbacks(path, () => resolve('')))),
        ),
    },
  ],
};
