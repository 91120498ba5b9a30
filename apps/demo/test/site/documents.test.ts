import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseDocuments } from '../../src/site/documents.ts';
import { installedPackages } from '../../src/site/installed-packages.ts';
import { temporaryFolder } from '../plan.ts';

/** Lays out packages as pnpm does; gives the workspace. */
function install(root: string, files: Readonly<Record<string, string>>): string {
  for (const [path, content] of Object.entries(files)) {
    const [id = '', ...rest] = path.split(':');
    const name = id.slice(0, id.lastIndexOf('@'));
    const folder = join(root, 'node_modules', '.pnpm', id.replace('/', '+'), 'node_modules', name);
    const file = join(folder, ...rest);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: id.slice(id.lastIndexOf('@') + 1) }));
    writeFileSync(file, content);
  }
  return root;
}

function chosen(root: string, limits = { documents: 100, bytes: 1000 }): string[] {
  return chooseDocuments(installedPackages(root), limits).map((document) => `${document.package.id} ${document.path}`);
}

describe('chooseDocuments', () => {
  it('takes them by package, the readme first', () => {
    using folder = temporaryFolder();
    const root = install(folder.path, {
      'b@1.0.0:README.md': 'b',
      'a@1.0.0:docs/api.md': 'api',
      'a@1.0.0:readme.md': 'a',
    });
    expect(chosen(root)).toEqual(['a@1.0.0 readme.md', 'a@1.0.0 docs/api.md', 'b@1.0.0 README.md']);
  });

  it('takes licences last', () => {
    using folder = temporaryFolder();
    const root = install(folder.path, { 'a@1.0.0:LICENSE.md': 'licence', 'b@1.0.0:README.md': 'b' });
    expect(chosen(root, { documents: 1, bytes: 1000 })).toEqual(['b@1.0.0 README.md']);
  });

  it('leaves out what is empty, too long, or there already', () => {
    using folder = temporaryFolder();
    const root = install(folder.path, {
      'a@1.0.0:README.md': 'same',
      'a@2.0.0:README.md': 'same',
      'b@1.0.0:README.md': ' \n',
      'c@1.0.0:README.md': 'x'.repeat(1001),
    });
    expect(chosen(root)).toEqual(['a@1.0.0 README.md']);
  });

  it('takes scoped packages, and not the packages inside packages', () => {
    using folder = temporaryFolder();
    const root = install(folder.path, { '@s/a@1.0.0:README.md': 'a', '@s/a@1.0.0:node_modules/b/README.md': 'b' });
    expect(chosen(root)).toEqual(['@s/a@1.0.0 README.md']);
  });
});

describe('installedPackages', () => {
  it('says where it looked when there are none', () => {
    using folder = temporaryFolder();
    expect(() => installedPackages(folder.path)).toThrow(`neither ${folder.path} nor a folder above it`);
  });
});
