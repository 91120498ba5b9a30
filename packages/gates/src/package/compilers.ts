import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A TypeScript that users may have: its version, and its `tsc`. */
export interface Compiler {
  readonly version: string;
  readonly tsc: string;
}

/** The oldest compiler whose users are served, the one that builds this repository, and the newest. */
const INSTALLED = ['typescript-5.9', 'typescript', 'typescript-7'];

export function compilers(): Compiler[] {
  const require = createRequire(import.meta.url);
  return INSTALLED.map((name) => {
    const manifest = `${name}/package.json`;
    const { version } = require(manifest) as { version: string };
    return { version, tsc: join(dirname(require.resolve(manifest)), 'bin/tsc') };
  });
}
