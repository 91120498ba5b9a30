import { beforeEach, describe, expect, it } from 'vitest';
import { leakCheck, runProgram, startProgram } from '../src/index.ts';

const fixture = (name: string): URL => new URL(`./fixtures/${name}.ts`, import.meta.url);

beforeEach(leakCheck);

describe('runProgram', () => {
  it('gives the program what it was given, and returns all that came out', async ({ signal }) => {
    const result = await runProgram(fixture('echoes-surroundings'), {
      args: ['a', 'b c'],
      env: { ADDED: 'yes' },
      input: 'typed',
      signal,
    });
    expect(result).toMatchObject({ code: 3, signal: null, stderr: 'to stderr\n' });
    expect(JSON.parse(result.stdout)).toEqual({ args: ['a', 'b c'], input: 'typed', added: 'yes' });
  });

  it('runs the newest syntax on every Node', async ({ signal }) => {
    await expect(runProgram(fixture('disposes'), { signal })).resolves.toMatchObject({
      code: 0,
      stdout: 'used\ndisposed\n',
    });
  });

  it('kills a program that takes too long', async () => {
    await expect(runProgram(fixture('runs-until-interrupted'), { timeout: 1 })).resolves.toMatchObject({
      code: null,
      signal: 'SIGKILL',
    });
  });

  it('kills a program whose signal is aborted already', async () => {
    const result = runProgram(fixture('runs-until-interrupted'), { signal: AbortSignal.abort() });
    await expect(result).resolves.toMatchObject({ code: null, signal: 'SIGKILL' });
  });
});

describe('startProgram', () => {
  it.each([{ group: false }, { group: true }])(
    'sends signals to a running program, in a group of its own: $group',
    async (options) => {
      await using program = startProgram(fixture('runs-until-interrupted'), options);
      await program.printed('ready');
      expect(program.kill('SIGINT')).toBe(true);
      await expect(program.ended).resolves.toMatchObject({ code: 130, stdout: 'ready\ninterrupted\n' });
      expect(program.kill()).toBe(false);
    },
  );

  it('rejects the wait for a text that never comes, with what came instead', async () => {
    await using program = startProgram(fixture('echoes-surroundings'), { input: '' });
    await expect(program.printed('something else')).rejects.toThrow(/something else.*to stderr/);
  });

  it('kills what still runs when it is disposed of', async () => {
    const program = startProgram(fixture('runs-until-interrupted'));
    await program.printed('ready');
    await program[Symbol.asyncDispose]();
    await expect(program.ended).resolves.toMatchObject({ signal: 'SIGKILL' });
  });
});
