import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/** A package that lies in the workspace's `node_modules`. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** `name@version`: one package may be installed in several versions. */
  readonly id: string;
  readonly description: string;
  /** Names of the packages it depends on. */
  readonly dependencies: readonly string[];
  /** Paths of its Markdown files inside the package, with `/` on every system. */
  markdownFiles(): string[];
  /** The file behind a path inside the package. */
  resolve(path: string): string;
}

/**
 * The packages installed for the workspace that `from` lies in, each version once.
 *
 * @throws Error when no folder above `from` holds installed packages.
 */
export function installedPackages(from: string): InstalledPackage[] {
  const packages = new Map<string, InstalledPackage>();
  for (const folder of packageFolders(nearestStore(from))) {
    const found = readPackage(folder);
    // Variants of one version, for different peers, have the same files.
    if (found !== undefined && !packages.has(found.id)) packages.set(found.id, found);
  }
  return [...packages.values()];
}

/** pnpm keeps every installed package of a workspace in one folder at its root. */
function nearestStore(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const store = join(folder, 'node_modules', '.pnpm');
    if (existsSync(store)) return store;
    if (folder === dirname(folder)) {
      throw new Error(`no installed packages found: neither ${from} nor a folder above it has node_modules/.pnpm`);
    }
  }
}

function packageFolders(store: string): string[] {
  return readdirSync(store, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => join(store, entry.name, 'node_modules'))
    .filter(existsSync)
    .flatMap((modules) => [...ownFolders(modules)]);
}

/** The folders that are real; links lead to packages which have a folder of their own. */
function* ownFolders(modules: string): Generator<string> {
  for (const entry of readdirSync(modules, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
    const folder = join(modules, entry.name);
    if (entry.name.startsWith('@')) yield* ownFolders(folder);
    else yield folder;
  }
}

function readPackage(folder: string): InstalledPackage | undefined {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return undefined;
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly description?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  return {
    name: manifest.name,
    version: manifest.version,
    id: `${manifest.name}@${manifest.version}`,
    description: manifest.description ?? '',
    dependencies: Object.keys(manifest.dependencies ?? {}).sort(),
    markdownFiles: () => markdownFiles(folder),
    resolve: (path) => join(folder, path),
  };
}

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.md$/i.test(entry.name))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((path) => !path.includes('node_modules/'));
}
