import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../../../../packages', import.meta.url));

/** A package that is published. */
export interface Package {
  /** `@x/queue` */
  readonly name: string;
  /** Its folder in `packages`, and its part of an address: `queue`. */
  readonly folder: string;
  readonly description: string;
  /** The modules that it exports, by the paths of the sources that they are built from. */
  readonly entries: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly description: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The packages, each behind those that it stands on. */
export function readPackages(): Package[] {
  const published = new Map(
    globSync('*/package.json', { cwd: PACKAGES })
      .sort()
      .map(
        (file) =>
          [basename(dirname(file)), JSON.parse(readFileSync(join(PACKAGES, file), 'utf8')) as Manifest] as const,
      )
      .filter(([, manifest]) => manifest.private !== true)
      .map(([folder, manifest]) => [manifest.name, { folder, manifest }] as const),
  );
  const inOrder = new Set<string>();
  const add = (name: string): void => {
    for (const dependency of Object.keys(published.get(name)?.manifest.dependencies ?? {})) add(dependency);
    inOrder.add(name);
  };
  for (const name of published.keys()) add(name);
  return [...inOrder].flatMap((name) => {
    const found = published.get(name);
    return found === undefined ? [] : [asPackage(found.folder, found.manifest)];
  });
}

function asPackage(folder: string, { name, description, exports }: Manifest): Package {
  // `./dist/shared.js` is built from `src/shared.ts`.
  const entries = Object.values(exports).flatMap((target) =>
    typeof target === 'string'
      ? []
      : [join(PACKAGES, folder, target.default.replace('./dist/', 'src/').replace(/\.js$/, '.ts'))],
  );
  return { name, folder, description, entries };
}
