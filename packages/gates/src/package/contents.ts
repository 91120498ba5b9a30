import type { Tarball } from './pack.ts';

const ALLOWED =
  /^(dist\/.+\.(js|d\.ts|js\.map|d\.ts\.map)|src\/.+\.ts|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;

/** Scripts that run on the machine of whoever installs the package. */
const INSTALL_SCRIPTS = ['preinstall', 'install', 'postinstall', 'prepare'];

/** Fails when a tarball holds something else than the built package, its sources and its papers, or would run something when installed. */
export function assertContents({ contents, manifest }: Tarball): void {
  const foreign = contents.filter((path) => !ALLOWED.test(path));
  if (foreign.length > 0) throw new Error(`it should not hold ${foreign.join(', ')}`);

  const missing = ['README.md', 'LICENSE', 'package.json', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts'].filter(
    (path) => !contents.includes(path),
  );
  if (missing.length > 0) throw new Error(`it lacks ${missing.join(', ')}`);

  // tsc leaves in place what it built from a file that is gone.
  const stale = contents.filter((path) => path.startsWith('dist/') && !contents.includes(sourceOf(path)));
  if (stale.length > 0) throw new Error(`no source stands behind ${stale.join(', ')}: remove dist and build again`);

  const running = INSTALL_SCRIPTS.filter((name) => manifest.scripts?.[name] !== undefined);
  if (running.length > 0) throw new Error(`it runs ${running.join(', ')} when installed`);
}

// A bundle is named after the file that it begins with.
function sourceOf(built: string): string {
  return built.replace(/^dist/, 'src').replace(/(\.d\.ts|(\.bundle)?\.js)(\.map)?$/, '.ts');
}
