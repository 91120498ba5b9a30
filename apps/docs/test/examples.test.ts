import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';

const EXAMPLES = fileURLToPath(new URL('../examples/', import.meta.url));
const GUIDES = fileURLToPath(new URL('../guides/', import.meta.url));

/** What they wait for is no timer of the loop, or they are about time themselves. */
const IN_REAL_TIME =
  /^(cpu-work|task-modules|errors|files|http|timing|testing|debugging|moving\/.*\.before|moving\/signal-in|tasks\/foreign)/;

const outputs = globSync('**/*.out', { cwd: EXAMPLES }).sort();
const programs = globSync('**/*.ts', { cwd: EXAMPLES }).sort();

describe('the examples', () => {
  it.each(outputs)('%s is what its program prints', async (output) => {
    const program = output.replace(/\.out$/, '.ts');
    const execArgv = IN_REAL_TIME.test(program.replaceAll('\\', '/'))
      ? []
      : ['--import', new URL('fixtures/virtual-time.ts', import.meta.url).href];
    const { code, stdout, stderr } = await runProgram(EXAMPLES + program, { execArgv });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(readFileSync(EXAMPLES + output, 'utf8'));
  });

  it.each(programs)('%s is a program with its output, or a module of one', (program) => {
    const text = readFileSync(EXAMPLES + program, 'utf8');
    const isModule = /^export /m.test(text);
    expect(outputs.includes(program.replace(/\.ts$/, '.out'))).toBe(!isModule);
  });

  it('are all on a page', () => {
    const pages = ['index.md', ...globSync('guides/*.md', { cwd: fileURLToPath(new URL('..', import.meta.url)) })]
      .map((page) => readFileSync(new URL(`../${page}`, import.meta.url), 'utf8'))
      .join('\n');
    expect(programs.filter((program) => !pages.includes(`@/examples/${program}`))).toEqual([]);
  });
});

describe('the guides', () => {
  const guides = globSync('*.md', { cwd: GUIDES });

  it.each(guides)('%s has no program of its own, which nobody would run', (guide) => {
    expect(readFileSync(GUIDES + guide, 'utf8')).not.toMatch(/^```(ts|js|typescript|javascript)\b/m);
  });
});
