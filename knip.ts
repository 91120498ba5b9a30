import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KnipConfig } from 'knip';

/** What a package is used by besides its users: tests, type tests, and the programs that tests start. */
const PROVING = ['test/**/*.{test,test-d}.ts', 'test/**/fixtures/**', '{examples,programs}/**'];

/** Knip reads sources, and `exports` name what is built from them: `./dist/shared.js` comes from `src/shared.ts`. */
function publicSources(manifest: string): string[] {
  const { exports = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { exports?: Record<string, unknown> };
  const built = JSON.stringify(exports).matchAll(/\.\/dist\/([^"]+)\.js"/g);
  return [...built].map(([, path = '']) => `src/${path}.ts`);
}

const packages = globSync('packages/*/package.json').map((manifest) => [
  dirname(manifest).replaceAll('\\', '/'),
  { entry: [...publicSources(manifest), ...PROVING] },
]);

const config: KnipConfig = {
  workspaces: {
    ...Object.fromEntries(packages),
    'apps/*': { entry: ['src/main.ts', ...PROVING] },
    // Started by path: by the root scripts and by the packages' `check:package`.
    'packages/gates': {
      entry: ['src/{check-package,run-turbo,verify}.ts', ...PROVING],
      ignoreDependencies: ['@arethetypeswrong/cli'],
    },
    // Started by path, from the root scripts.
    '.': { ignoreDependencies: ['turbo'] },
  },
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
