import { runProgram, settled, startProgram, untilDead, type ProgramResult } from '@x/test-kit';
import { describe, expect, it } from 'vitest';

const PROGRAM = new URL('./fixtures/program.ts', import.meta.url);

const env = { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };

function run(kind: string, scene: string): Promise<ProgramResult> {
  return runProgram(PROGRAM, { args: [kind, scene], env, execArgv: ['--expose-gc'], timeout: 10_000 });
}

const pidIn = (stdout: string): number => Number(/pid (\d+);/.exec(stdout)?.[1]);

describe.each(['threads', 'processes'])('a program with an executor on %s', (kind) => {
  it('EXEC-080 finishes queued work before it ends, without shutdown()', async () => {
    expect(await run(kind, 'queued')).toMatchObject({ code: 0, stdout: 'apple\n'.repeat(4), stderr: '' });
  });

  it('EXEC-081 finishes running work after shutdown({ wait: false })', async () => {
    expect(await run(kind, 'shutdownWithoutWait')).toMatchObject({ code: 0, stdout: 'apple\n', stderr: '' });
  });

  it('EXEC-074 drops queued work after shutdown({ wait: false, cancelFutures: true })', async () => {
    const { code, stdout, stderr } = await run(kind, 'cancelWithoutWait');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^(apple\n){0,2}$/);
  });

  it('EXEC-084 ends while the executor is idle', async () => {
    expect(await run(kind, 'idle')).toMatchObject({ code: 0, stdout: '1\n', stderr: '' });
    expect(await run(kind, 'unused')).toMatchObject({ code: 0, stdout: 'unused\n', stderr: '' });
  });

  it('EXEC-082 cannot submit from an exit handler', async () => {
    const { code, stdout } = await run(kind, 'submitAtExit');
    expect(stdout).toMatch(/RuntimeError: cannot schedule new futures after interpreter shutdown/);
    expect(code).toBe(0);
  });

  it('runs finalizers at its end, without shutdown()', async () => {
    expect(await run(kind, 'finalizer')).toMatchObject({ code: 0, stdout: 'done\nfinal\n', stderr: '' });
  });

  it('EXEC-083 EXEC-128 finishes the work of an executor that it has dropped', async () => {
    expect(await run(kind, 'dropped')).toMatchObject({ code: 0, stdout: 'apple\n', stderr: '' });
  });

  it('EXEC-142 shows what tasks print, in order, by the end of shutdown()', async () => {
    const { code, stdout } = await run(kind, 'printing');
    expect(stdout).toBe('one\ntwo\nthree\ndown\n');
    expect(code).toBe(0);
  });
});

describe('worker processes', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'do not outlive a program that %s ends, however busy',
    async (signal) => {
      await using program = startProgram(PROGRAM, { args: ['processes', 'busy'], env, group: signal !== 'SIGKILL' });
      await program.printed(';');
      program.kill(signal);
      const { signal: by, stdout } = await program.ended;
      expect(by).toBe(signal);
      await untilDead(pidIn(stdout));
    },
  );

  it.each(['SIGINT', 'SIGKILL'] as const)(
    'do not outlive a program that %s ends while it is blocked',
    async (signal) => {
      await using program = startProgram(PROGRAM, { args: ['processes', 'blocked'], env });
      await program.printed(';');
      // Again, since one that comes just before it blocks is lost.
      while (program.kill(signal)) await settled();
      const { signal: by, stdout } = await program.ended;
      expect(by).toBe(signal);
      await untilDead(pidIn(stdout));
    },
  );

  it('EXEC-107 keep no program from ending when they cannot be started', async () => {
    const { code, stdout } = await run('processes', 'unstartable');
    expect(stdout).toMatch(/BrokenProcessPool/);
    expect(code).toBe(0);
  });

  it('leave no zombie behind when those end that were heard by a thread of their own', async () => {
    expect(await run('processes', 'zombies')).toMatchObject({ code: 0, stdout: '0\n' });
  });

  it('ignore Ctrl-C when the program handles it', async () => {
    await using program = startProgram(PROGRAM, { args: ['processes', 'handled'], env, group: true });
    await program.printed(';');
    program.kill('SIGINT');
    const { code, stdout } = await program.ended;
    expect(stdout).toMatch(/caught\nstill works\n$/);
    expect(code).toBe(3);
    await untilDead(pidIn(stdout));
  });

  it('do not outlive a program that calls process.exit()', async () => {
    const { code, stdout } = await run('processes', 'exitWhileBusy');
    expect(code).toBe(5);
    await untilDead(pidIn(stdout));
  });
});
