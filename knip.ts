import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KnipConfig } from 'knip';

/** What a package is used by besides its users: tests, type tests, and the programs that tests start. */
const PROVING = ['test/**/*.{test,test-d}.ts', 'test/**/fixtures/**', '{examples,programs}/**'];

/** Files that nothing imports, since they are started by their path: as a command, or as a worker. */
const STARTED: Record<string, string[]> = {
  'packages/conformance': ['src/cpython/{record,shrink}.ts', 'src/fuzz/{compare,worker}.ts'],
  'packages/executor': ['src/worker/{entry,broker-entry}.ts'],
  'packages/pool': ['src/multiprocessing/{child,keeper}-entry.ts', 'src/threading/entry.ts'],
  'packages/gates': ['src/{check-package,run-turbo,verify}.ts'],
};

/** Knip reads sources, and `exports` name what is built from them: `./dist/shared.js` comes from `src/shared.ts`. */
function publicSources(manifest: string): string[] {
  const { exports = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { exports?: Record<string, unknown> };
  const built = JSON.stringify(exports).matchAll(/\.\/dist\/([^"]+)\.js"/g);
  return [...built].map(([, path = '']) => `src/${path}.ts`);
}

const packages = globSync('packages/*/package.json').map((manifest) => {
  const folder = dirname(manifest).replaceAll('\\', '/');
  // Run by the path of its file, which Knip does not see.
  const ignoreDependencies = folder === 'packages/gates' ? ['@arethetypeswrong/cli'] : [];
  return [
    folder,
    { entry: [...publicSources(manifest), ...(STARTED[folder] ?? []), ...PROVING], ignoreDependencies },
  ] as const;
});

const config: KnipConfig = {
  workspaces: {
    ...Object.fromEntries(packages),
    'apps/*': { entry: ['src/main.ts', ...PROVING] },
    // The programs of the tour are started by their names, and read by pages of the site.
    'apps/demo': { entry: ['src/main.ts', 'src/tour/{fast,virtual-event-loop,programs/*}.ts', ...PROVING] },
    'apps/soak': { entry: ['src/{main,child}.ts', 'src/rooms/**/{work,thread}.ts', ...PROVING] },
    'apps/benchmarks': { entry: ['src/{main,contest}.ts', 'src/**/*.mjs', ...PROVING] },
    'apps/docs': {
      // Examples and programs are read by pages and started by tests; pages import components.
      entry: ['src/{serve,reference/write}.ts', '**/*.{data,paths}.ts', '**/*.vue', ...PROVING],
      // Named to TypeDoc, as a plugin.
      ignoreDependencies: ['typedoc-vitepress-theme'],
    },
    // Run from the root scripts, through packages/gates.
    '.': { ignoreDependencies: ['turbo'] },
  },
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
