import { globSync, readFileSync } from 'node:fs';
import { runProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { PROGRAMS } from '../../src/tour/catalogue.ts';

const SOURCES = new URL('../../src/tour/programs/', import.meta.url);
const BUILT = new URL('../../dist/tour/', import.meta.url);

/** What the twin in Python printed. */
function recorded(name: string): string {
  return readFileSync(new URL(`${name}.out`, SOURCES), 'utf8');
}

/** Real time is longer on a busy machine. */
function withoutTimes(output: string): string {
  return output.replaceAll(/after \d+\.\d s/g, 'after some time');
}

describe('the programs of the tour', () => {
  it('are those of the catalogue, each with its twin and what that printed', () => {
    const files = globSync('*.*', { cwd: SOURCES }).sort();
    expect(files).toEqual(PROGRAMS.flatMap(({ name }) => [`${name}.out`, `${name}.py`, `${name}.ts`]).sort());
  });

  it('begin with the same sentence in both languages', () => {
    for (const { name } of PROGRAMS) {
      const [python, typescript] = ['py', 'ts'].map((language) => {
        const [line = ''] = readFileSync(new URL(`${name}.${language}`, SOURCES), 'utf8').split('\n');
        return line.replace(/^"""|"""$|^\/\*\* | \*\/$/g, '').replace(/"""$/, '');
      });
      expect(typescript, name).toBe(python);
    }
  });

  const inRealTime = PROGRAMS.filter(({ time }) => time === 'real');
  it.for(inRealTime)('$name prints what its twin printed', async ({ name }, { signal }) => {
    const { code, stdout, stderr } = await runProgram(new URL(`programs/${name}.js`, BUILT), { signal });
    expect({ code, stderr, stdout: withoutTimes(stdout) }).toEqual({
      code: 0,
      stderr: '',
      stdout: withoutTimes(recorded(name)),
    });
  });

  // In real time, a stall of the machine could swap two lines that are a tenth of a second apart.
  const onTheLoop = PROGRAMS.filter(({ time }) => time === 'loop');
  it.for(onTheLoop)('$name prints it in virtual time, to the letter', async ({ name }, { signal }) => {
    const execArgv = ['--import', new URL('fast.js', BUILT).href];
    const result = await runProgram(new URL(`programs/${name}.js`, BUILT), { execArgv, signal });
    expect(result).toMatchObject({ code: 0, stderr: '', stdout: recorded(name) });
  });
});
