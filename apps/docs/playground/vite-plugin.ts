import { fileURLToPath } from 'node:url';
import { compileModule } from './compiler/compile.ts';

const PACKAGES = /\/packages\/(?:future|event-loop|sync|queue|codetiming)\/dist\/.*\.js$/;

/** What a plugin of Vite's is made of, as far as it is needed here. */
interface Plugin {
  readonly name: string;
  readonly config: () => { esbuild: { keepNames: true } };
  readonly transform: (code: string, id: string) => { code: string; map: null } | undefined;
}

/**
 * Compiles the packages as a reader's program is: in a page, too, their own `async` functions are code of the task that
 * called them. For workers only: nothing else of the site runs the packages.
 */
export function carryScopeInPackages(): Plugin {
  const runtime = fileURLToPath(new URL('./runtime/index.ts', import.meta.url));
  return {
    name: 'playground:carry-scope',
    // Waits and texts are labelled with the names of classes.
    config: () => ({ esbuild: { keepNames: true } }),
    transform: (code, id) => (PACKAGES.test(id) ? { code: compileModule(code, runtime), map: null } : undefined),
  };
}
