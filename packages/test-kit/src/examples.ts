import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { runProgram } from './program.ts';

/** What examples run in workers, and do not run themselves. */
const WORK = 'work.ts';

/**
 * Tests that the programs in `examples/` and in the README of a package print what their comments `// => …` say, in
 * order.
 */
export function testExamples(packageRoot: URL): void {
  const examples = fileURLToPath(new URL('examples/', packageRoot));
  const readme = readFileSync(new URL('README.md', packageRoot), 'utf8');

  const files = readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== WORK)
    .map(({ name }) => name);
  it.each(files)('examples/%s prints what its comments say', async (name) => {
    await expectPromised(join(examples, name));
  });

  const blocks = Array.from(readme.matchAll(/```ts\n([^]*?)```/g), ([, program = '']) => program);
  it.each(blocks.map((program, index) => [index + 1, program] as const))(
    'program %i of the README does, too',
    async (_, program) => {
      // Inside the package, so that it is found under its own name.
      const folder = mkdtempSync(join(examples, 'readme-'));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      copyFileSync(join(examples, WORK), join(folder, WORK));
      writeFileSync(join(folder, 'program.ts'), program);
      await expectPromised(join(folder, 'program.ts'));
    },
  );
}

async function expectPromised(file: string): Promise<void> {
  const promised = Array.from(readFileSync(file, 'utf8').matchAll(/\/\/ => (.*)/g), ([, line = '']) => `${line}\n`);
  const { code, stdout, stderr } = await runProgram(file, { timeout: 10_000 });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: promised.join(''), stderr: '' });
}
