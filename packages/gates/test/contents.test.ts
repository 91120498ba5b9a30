import { describe, expect, it } from 'vitest';
import { assertContents } from '../src/package/contents.ts';
import type { Tarball } from '../src/package/pack.ts';

const SOUND = [
  'package.json',
  'README.md',
  'LICENSE',
  'dist/index.js',
  'dist/index.d.ts',
  'dist/index.d.ts.map',
  'src/index.ts',
];

const tarball = (contents: readonly string[], scripts = {}): Tarball => ({
  file: 'x.tgz',
  folder: '.',
  contents,
  manifest: { name: '@x/queue', version: '1.0.0', exports: {}, scripts },
});

describe('assertContents', () => {
  it('accepts the built package, its sources and its papers', () => {
    expect(() => assertContents(tarball(SOUND))).not.toThrow();
  });

  it('accepts a bundle named after the source that it begins with', () => {
    expect(() => assertContents(tarball([...SOUND, 'dist/index.bundle.js']))).not.toThrow();
    expect(() => assertContents(tarball([...SOUND, 'dist/gone.bundle.js']))).toThrow('no source stands behind');
  });

  it.each([
    { path: 'test/index.test.ts', problem: 'should not hold test/index.test.ts' },
    { path: 'dist/.tsbuildinfo', problem: 'should not hold dist/.tsbuildinfo' },
    { path: 'dist/gone.js', problem: 'no source stands behind dist/gone.js' },
  ])('refuses $path', ({ path, problem }) => {
    expect(() => assertContents(tarball([...SOUND, path]))).toThrow(problem);
  });

  it('misses a licence', () => {
    expect(() => assertContents(tarball(SOUND.filter((path) => path !== 'LICENSE')))).toThrow('lacks LICENSE');
  });

  it('refuses scripts that run at installation', () => {
    expect(() => assertContents(tarball(SOUND, { postinstall: 'echo' }))).toThrow('runs postinstall');
  });
});
