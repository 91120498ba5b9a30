import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The part of a published package's `package.json` that the checks look at. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** What a user can import: `['@x/queue', '@x/queue/shared']`. */
export function entryPoints({ name, exports }: Manifest): string[] {
  return Object.keys(exports)
    .filter((path) => path !== './package.json')
    .map((path) => name + path.slice(1));
}

/** The packages of this repository that it depends on when installed: `['future']`. */
export function ownDependencies({ dependencies = {} }: Manifest): string[] {
  return Object.keys(dependencies).flatMap((name) => (name.startsWith('@x/') ? [name.slice('@x/'.length)] : []));
}
