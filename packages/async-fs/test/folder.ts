import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';

/** A directory of its own for each test. */
export interface Folder {
  /** The path of a name in the directory. */
  at(name?: string): string;
  /** Makes a file, and gives its path. */
  file(name: string, content?: string | Uint8Array): string;
  /** The content of a file, as the system has it. */
  text(name: string): string;
}

/** Makes a directory before each test; after it, checks that no descriptor of a file in it is left, and removes it. */
export function temporaryFolder(): Folder {
  let root = '';
  beforeEach(() => {
    root = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'async-fs-test-'));
  });
  afterEach(async () => {
    await expect.poll(() => openBelow(root), { message: 'descriptors left open' }).toEqual([]);
    fs.rmSync(root, { recursive: true, force: true });
  });
  const at = (name = ''): string => join(root, name);
  return {
    at,
    file(name, content = '0123456789') {
      fs.writeFileSync(at(name), content);
      return at(name);
    },
    text: (name) => fs.readFileSync(at(name), 'utf8'),
  };
}

/** The files below a directory that this process has open. Only Linux tells. */
function openBelow(root: string): string[] {
  if (process.platform !== 'linux') return [];
  return fs.readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const target = fs.readlinkSync(`/proc/self/fd/${fd}`);
      return target.startsWith(root) ? [target] : [];
    } catch {
      // The descriptor that reads the listing is gone by now.
      return [];
    }
  });
}

/** Ten lines, the last one without a line end. */
export const TEN_LINES: string = Array.from({ length: 10 }, (_, index) => `line ${index + 1}`).join('\n');
