import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { open } from '../../src/index.ts';
import { temporaryFolder } from '../folder.ts';
import { isLinux } from '../platform.ts';

const folder = temporaryFolder();
const LINES = Array.from({ length: 100_000 }, (_, index) => `line ${index}\n`);

describe('a file that changes while it is read', () => {
  it('is read to its end when it is removed', async () => {
    const path = folder.file('a.txt', LINES.join(''));
    await using file = await open(path);
    let count = 0;
    for await (const line of file) {
      if (count === 10) fs.rmSync(path);
      expect(line).toBe(LINES[count++]);
    }
    expect(count).toBe(LINES.length);
  });

  it('ends where it is truncated', async () => {
    const path = folder.file('a.txt', LINES.join(''));
    await using file = await open(path, 'rb', { buffering: 1000 });
    const lines: string[] = [];
    for await (const line of file) {
      if (lines.push(String(line)) === 10) fs.truncateSync(path, 5_000);
    }
    expect(lines.join('')).toBe(LINES.join('').slice(0, 5_000));
    expect(await file.read()).toHaveLength(0);
    expect(await file.seek(0, 2)).toBe(5_000);
  });

  it('gives read() what is left when it is truncated before', async () => {
    const path = folder.file('a.txt', LINES.join(''));
    await using file = await open(path);
    fs.truncateSync(path, 7);
    expect(await file.read()).toBe('line 0\n');
    expect(await file.read()).toBe('');
  });

  it('is read to its new end when it grows', async () => {
    const path = folder.file('a.txt', 'one\n');
    await using file = await open(path);
    fs.appendFileSync(path, 'two\n'.repeat(100_000));
    expect((await file.read()).length).toBe(400_004);
    await using again = await open(path, 'rb');
    fs.appendFileSync(path, 'end');
    expect((await again.read()).length).toBe(400_007);
  });

  it('has zero bytes where a write goes beyond a truncation', async () => {
    const path = folder.file('a.txt');
    await using file = await open(path, 'r+');
    await file.seek(0, 2);
    fs.truncateSync(path, 2);
    await file.write('x');
    await file.close();
    expect(folder.text('a.txt')).toBe('01\0\0\0\0\0\0\0\0x');
  });
});

describe.runIf(isLinux)('files that do not know their size', () => {
  it('are read to their end', async () => {
    await using file = await open('/proc/self/status');
    const text = await file.read();
    expect(text).toContain('VmRSS');
    expect(text.endsWith('\n')).toBe(true);
    await using maps = await open('/proc/self/maps', 'rb');
    expect(String(await maps.read())).toMatch(/\n$/);
  });
});
