import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../src/run/program.ts';

const PROGRAM = fileURLToPath(new URL('fixtures/program.mjs', import.meta.url));

const start = (what: string, timeout = 20_000, signal?: AbortSignal): Promise<string> =>
  runProgram(process.execPath, ['--no-warnings', PROGRAM, what], { timeout, signal });

describe('runProgram', () => {
  it('gives what was printed', async () => {
    await expect(start('prints')).resolves.toBe('42\n');
  });

  it.each([
    ['throws', 'exit code 1: TypeError: no such worker'],
    ['exits', 'exit code 3'],
    ['neverSettles', 'ended with work that was never settled'],
    ['dies', 'ended by SIGKILL'],
  ])('says why a program that %s failed', async (what, why) => {
    await expect(start(what)).rejects.toThrow(new Error(why));
  });

  it('ends a program that takes too long', async () => {
    await expect(start('hangs', 500)).rejects.toThrow('took more than 0.5 s');
  });

  it('ends a program when it is told to, and fails with the reason', async () => {
    const controller = new AbortController();
    const running = start('hangs', 20_000, controller.signal);
    controller.abort(new RangeError('enough'));
    await expect(running).rejects.toThrow('enough');
    await expect(start('prints', 20_000, controller.signal)).rejects.toThrow('enough');
  });

  it('ends what the program has left behind, which would hold its output open for ever', async () => {
    await expect(start('leavesChild')).resolves.toBe('left\n');
  });

  it('fails when there is no such program', async () => {
    await expect(runProgram('/no/such/program', [], { timeout: 1_000 })).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
