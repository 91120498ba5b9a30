import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shown } from '@x/future/context';
import { FileExistsError } from '../os-error.ts';

/** What temporary files and directories are called, and where they are. */
export interface NameOptions {
  /** The end of the name; empty by default. */
  readonly suffix?: string | undefined;
  /** The beginning of the name; `'tmp'` by default. */
  readonly prefix?: string | undefined;
  /** The directory; that of the system by default. */
  readonly dir?: string | undefined;
}

/** How many names are tried before giving up, as in Python. */
const ATTEMPTS = 10_000;

/** @throws TypeError when an option is no string. */
export function checkNameOptions(options: NameOptions): void {
  for (const option of ['suffix', 'prefix', 'dir'] as const) {
    const value = options[option];
    if (value !== undefined && typeof value !== 'string') {
      throw new TypeError(`${option} must be a string, got ${shown(value)}`);
    }
  }
}

/** Calls `make` with one random path after the other, until it is one that nobody has. */
export async function withFreeName<T>(options: NameOptions, make: (path: string) => Promise<T>): Promise<T> {
  const { suffix = '', prefix = 'tmp', dir = tmpdir() } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await make(join(dir, `${prefix}${randomName()}${suffix}`));
    } catch (error) {
      if (!(error instanceof FileExistsError) || attempt === ATTEMPTS) throw error;
    }
  }
}

function randomName(): string {
  // Eight characters of an alphabet without upper case: some file systems do not tell it apart.
  return Array.from(randomBytes(8), (byte) => (byte % 32).toString(32)).join('');
}
