import { join } from 'node:path';
import { runProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { readExample, toCommonJs, toPlainModule } from '../src/package/example.ts';
import { temporaryFolder } from './temporary-folder.ts';

const fence = '```';

describe('readExample', () => {
  it('takes the first block that is no file', () => {
    const readme = `# @x/queue\n\n${fence}ts\n// work.ts\nexport {};\n${fence}\n\n${fence}ts\nfirst();\n${fence}\n\n${fence}ts\nsecond();\n${fence}\n`;
    expect(readExample(readme)).toEqual({ program: 'first();\n', files: { 'work.ts': '// work.ts\nexport {};\n' } });
  });

  it('passes over blocks in other languages', () => {
    expect(readExample(`${fence}sh\nnpm i\n${fence}\n${fence}ts\nfirst();\n${fence}\n`).program).toBe('first();\n');
  });

  it('refuses a README without a program', () => {
    expect(() => readExample('# @x/queue')).toThrow('README.md has no program');
  });
});

describe('toPlainModule', () => {
  it('leaves no syntax that Node 22 does not know', async () => {
    const program = `
{
  using resource: Disposable = { [Symbol.dispose]: () => console.log('disposed') };
  console.log(resource !== undefined);
}
`;
    expect(toPlainModule(program)).not.toMatch(/\busing\b/);
    const folder = await temporaryFolder({ 'example.mjs': toPlainModule(program) });
    expect(await runProgram(join(folder, 'example.mjs'))).toMatchObject({ code: 0, stdout: 'true\ndisposed\n' });
  });
});

describe('toCommonJs', () => {
  it('makes a program that needs no module run', async () => {
    const program = `
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue } from 'a-package-that-is-not-there';

const noQueues: Queue[] = [];
console.log(await sleep(0, 'slept'), noQueues.length, new URL('.', import.meta.url).protocol);
`;
    const folder = await temporaryFolder({ 'example.cjs': toCommonJs(program) });
    expect(await runProgram(join(folder, 'example.cjs'))).toMatchObject({ code: 0, stdout: 'slept 0 file:\n' });
  });

  it('lets the failure of a program be seen', async () => {
    const folder = await temporaryFolder({ 'example.cjs': toCommonJs("await Promise.reject(new Error('no'));") });
    expect(await runProgram(join(folder, 'example.cjs'))).toMatchObject({ code: 1 });
  });
});
