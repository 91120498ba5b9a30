import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '@x/test-kit';
import { expect, it, onTestFinished } from 'vitest';

const examples = fileURLToPath(new URL('../examples/', import.meta.url));
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

const programs = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'work.ts')
  .map(({ name }) => name);
const blocks = [...readme.matchAll(/```ts\n([^]*?)```/g)].map(([, text = '']) => text);

/** Runs the program, and compares what it prints with its comments `// => …`, in order. */
async function expectPromised(file: string): Promise<void> {
  const promised = [...readFileSync(file, 'utf8').matchAll(/\/\/ => (.*)/g)]
    .map(([, line = '']) => `${line}\n`)
    .join('');
  const { code, stdout, stderr } = await runProgram(file, { timeout: 10_000 });
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: promised, stderr: '' });
}

it.each(programs)('examples/%s prints what its comments say', async (name) => {
  await expectPromised(join(examples, name));
});

it.each(blocks.map((text, index) => [index + 1, text] as const))(
  'program %i of the README does, too',
  async (_, text) => {
    // Inside the package, so that it is found under its own name.
    const folder = mkdtempSync(join(examples, 'readme-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    copyFileSync(join(examples, 'work.ts'), join(folder, 'work.ts'));
    writeFileSync(join(folder, 'program.ts'), text);
    await expectPromised(join(folder, 'program.ts'));
  },
);
