import { globSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));
/** What tools write beside the tests. */
const TOOLS = ['node_modules', 'reports', '.turbo'];

/**
 * Where functions are called of which nobody knows what they write: until it is disposed of, an empty folder is the
 * working directory and the place of temporary files.
 */
export class Sandbox implements Disposable {
  readonly #folder = mkdtempSync(join(tmpdir(), 'x-sandbox-'));
  readonly #home = process.cwd();
  readonly #tmpdir = process.env['TMPDIR'];

  constructor() {
    process.chdir(this.#folder);
    process.env['TMPDIR'] = this.#folder;
  }

  /** The files in the folder. */
  files(): string[] {
    return readdirSync(this.#folder, { recursive: true, encoding: 'utf8' });
  }

  [Symbol.dispose](): void {
    process.chdir(this.#home);
    if (this.#tmpdir === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = this.#tmpdir;
    rmSync(this.#folder, { recursive: true });
  }
}

/** The files of this package. */
export function packageFiles(): string[] {
  return globSync('**', { cwd: PACKAGE, exclude: (name) => TOOLS.includes(name) }).sort();
}
