import { readFileSync } from 'node:fs';
import { type ProgramResult, runProgram, startProgram } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { PROGRAMS } from '../../src/tour/catalogue.ts';

/** As people run it: built. */
const MAIN = new URL('../../dist/main.js', import.meta.url);
const SOURCES = new URL('../../src/tour/programs/', import.meta.url);

function tour(...args: string[]): Promise<ProgramResult> {
  return runProgram(MAIN, { args: ['tour', ...args] });
}

function source(file: string): string {
  return readFileSync(new URL(file, SOURCES), 'utf8');
}

describe('demo tour', () => {
  it('says which programs there are, part by part, and how to begin', async () => {
    const { code, stdout } = await tour();
    expect(code).toBe(0);
    for (const { name, title } of PROGRAMS) expect(stdout).toMatch(new RegExp(`^  ${name} +${title}$`, 'm'));
    expect(stdout).toContain('\nRequests\n  blocking-http');
    expect(stdout).toContain('demo tour synchronous-queue\n');
  });

  it('lists the programs, one in a line', async () => {
    const { code, stdout } = await tour('list');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(PROGRAMS.length);
  });

  it('runs a program: its output is on stdout, what it is on stderr', async () => {
    const { code, stdout, stderr } = await tour('gather');
    expect({ code, stdout }).toEqual({ code: 0, stdout: source('gather.out') });
    expect(stderr).toContain('gather: all results, in the order of the list\n');
    expect(stderr).toContain('apps/demo/src/tour/programs/gather.ts prints:\n');
  });

  it('runs it in virtual time with --fast', async () => {
    const { stdout } = await tour('delay', '--fast');
    expect(stdout).toBe(source('delay.out'));
  });

  it('says with --fast that a program needs real time', async () => {
    const { code, stdout, stderr } = await tour('thread', '--fast');
    expect({ code, stdout }).toEqual({ code: 0, stdout: source('thread.out') });
    expect(stderr).toContain('thread.ts prints, in real time since it needs it:\n');
  });

  it('shows the twin with --python, the program with --source', async () => {
    const { stdout } = await tour('generators', '--python', '--source');
    expect(stdout).toBe(['py', 'ts', 'out'].map((language) => source(`generators.${language}`)).join(''));
  });

  it.each([
    ['gahter', "the tour has no program 'gahter'. Did you mean gather?"],
    ['http', 'Did you mean blocking-http or concurrent-http?'],
    ['xyzzy', 'demo tour list names them all.'],
  ])('refuses %j', async (name, message) => {
    const { code, stdout, stderr } = await tour(name);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it.skipIf(process.platform === 'win32')('ends with 130 on Ctrl-C, and the program with it', async () => {
    await using program = startProgram(MAIN, { args: ['tour', 'wait-for'], group: true });
    await program.printed('answer after 0.1 s');
    program.kill('SIGINT');
    expect((await program.ended).code).toBe(130);
  });
});
