import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import type { Contestant } from './suite.ts';

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);

/** CPython as a peer: a script that reads the size from `sys.argv[1]` and prints its figure. Absent where there is none. */
export function cpython(name: string, script: string): Contestant {
  return {
    name,
    role: 'peer',
    isPresent: () => python !== undefined,
    async run(size) {
      const { stdout } = await promisify(execFile)(python as string, ['-c', script, String(size)]);
      return Number(stdout.trim());
    },
  };
}
