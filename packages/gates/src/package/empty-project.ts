import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { command, node } from './command.ts';
import type { Tarball } from './pack.ts';

const TSCONFIG = {
  compilerOptions: {
    module: 'NodeNext',
    target: 'ES2024',
    lib: ['ES2024', 'ESNext.Disposable'],
    types: ['node'],
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    allowImportingTsExtensions: true,
  },
};

/** A user's project outside of this repository, with one package installed from its tarball and nothing else of ours but what that needs. */
export class EmptyProject {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Creates the project in the folder of the tarball. */
  static async create(installed: Tarball, dependencies: readonly Tarball[]): Promise<EmptyProject> {
    const project = new EmptyProject(await mkdtemp(join(dirname(installed.file), 'alone-')));
    const { version: nodeTypes } = createRequire(import.meta.url)('@types/node/package.json') as { version: string };
    const byName = (tarballs: readonly Tarball[]): Record<string, string> =>
      Object.fromEntries(tarballs.map(({ manifest, file }) => [manifest.name, `file:${file}`]));
    await project.write({
      'package.json': JSON.stringify({
        private: true,
        type: 'module',
        dependencies: byName([installed]),
        devDependencies: { '@types/node': nodeTypes },
      }),
      'pnpm-workspace.yaml': JSON.stringify({ overrides: byName(dependencies) }),
      'tsconfig.json': JSON.stringify(TSCONFIG),
    });
    await command('pnpm', ['install', '--prefer-offline', '--no-lockfile'], { cwd: project.#folder });
    await project.#assertAlone([installed, ...dependencies]);
    return project;
  }

  /** Writes files, given by their names. */
  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) await writeFile(join(this.#folder, name), text);
  }

  /** Runs a Node program in the project to its end. */
  async run(file: string, ...args: readonly string[]): Promise<void> {
    await node([file, ...args], { cwd: this.#folder });
  }

  /** An installer that found one of our packages anywhere but among the given tarballs would hide that it is missing there. */
  async #assertAlone(given: readonly Tarball[]): Promise<void> {
    const ours = (await readdir(join(this.#folder, 'node_modules/.pnpm'))).filter((name) => name.startsWith('@x+'));
    if (ours.length !== given.length)
      throw new Error(`${given.length} packages of ours were given, and installed: ${ours.join(', ')}`);
  }
}
