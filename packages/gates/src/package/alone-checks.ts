import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checklist } from '../checklist.ts';
import { compilers } from './compilers.ts';
import { EmptyProject } from './empty-project.ts';
import { readExample, toCommonJs, toPlainModule } from './example.ts';
import { entryPoints } from './manifest.ts';
import { packDependencies, type Tarball } from './pack.ts';

/** Whether this Node runs a program with `using` as it is written. */
const asWritten = Number.parseInt(process.versions.node) >= 24;

/** Uses a package as somebody would who installed it and nothing else of ours: its types, `import`, `require()` and the program in its README. */
export async function checkAlone(checks: Checklist, tarball: Tarball | undefined): Promise<void> {
  const project = await checks.given(tarball, 'installs alone', async (tarball) => {
    const project = await EmptyProject.create(tarball, await packDependencies(tarball));
    const { program, files } = readExample(await readFile(join(tarball.folder, 'README.md'), 'utf8'));
    const entries = entryPoints(tarball.manifest);
    await project.write({
      ...files,
      'example.mts': program,
      'example.mjs': toPlainModule(program),
      'example.cjs': toCommonJs(program),
      'entries.ts': entries.map((entry, index) => `export * as entry${index} from '${entry}';\n`).join(''),
      'entries.cjs': sameByRequire(entries),
    });
    return project;
  });
  for (const { version, tsc } of compilers()) {
    await checks.given(project, `type-checks with TypeScript ${version}`, (project) =>
      project.run(tsc, '--project', '.'),
    );
  }
  await checks.given(project, 'gives the same to require() as to import', (project) => project.run('entries.cjs'));
  await checks.given(project, 'runs its example by import', (project) =>
    project.run(asWritten ? 'example.mts' : 'example.mjs'),
  );
  await checks.given(project, 'runs its example by require()', (project) => project.run('example.cjs'));
}

/** A program that fails unless `require()` and `import` of each entry give the same names. */
function sameByRequire(entries: readonly string[]): string {
  return `
const assert = require('node:assert');
void (async () => {
  for (const entry of ${JSON.stringify(entries)}) {
    const names = Object.keys(await import(entry)).sort();
    assert.notDeepStrictEqual(names, [], entry + ' exports nothing');
    assert.deepStrictEqual(Object.keys(require(entry)).sort(), names, entry);
  }
})();
`;
}
