import { dirname, join } from 'node:path';
import { command } from './command.ts';
import { type Manifest, ownDependencies, readManifest } from './manifest.ts';

/** A package as it would be published. */
export interface Tarball {
  readonly file: string;
  /** The paths in it. */
  readonly contents: readonly string[];
  readonly manifest: Manifest;
  /** Where it was packed from. */
  readonly folder: string;
}

/** Packs the package in `folder` into the folder `destination`. */
export async function pack(folder: string, destination: string): Promise<Tarball> {
  const manifest = await readManifest(folder);
  const json = await command('pnpm', ['pack', '--json', '--pack-destination', destination], { cwd: folder });
  const { filename, files } = JSON.parse(json) as { filename: string; files: { path: string }[] };
  return { file: filename, contents: files.map(({ path }) => path), manifest, folder };
}

/** Packs, beside a tarball, what it needs of this repository and what that needs in turn. */
export async function packDependencies({ file, folder, manifest }: Tarball): Promise<Tarball[]> {
  const packed = new Map<string, Tarball>();
  const wanted = ownDependencies(manifest);
  for (const name of wanted) {
    if (packed.has(name)) continue;
    const tarball = await pack(join(folder, '..', name), dirname(file));
    packed.set(name, tarball);
    wanted.push(...ownDependencies(tarball.manifest));
  }
  return [...packed.values()];
}
