import { existsSync, readFileSync } from 'node:fs';
import { runProgram, settled, startProgram, untilDead, type ProgramResult } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { newFile } from './fixtures/pools.ts';

const PROGRAM = new URL('./fixtures/program.ts', import.meta.url);
const env = { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };

interface Outcome extends ProgramResult {
  /** What it has left in its file. */
  readonly written: string;
}

async function run(scene: string): Promise<Outcome> {
  const file = newFile();
  const result = await runProgram(PROGRAM, { args: [scene, file], env, timeout: 10_000 });
  return { ...result, written: existsSync(file) ? readFileSync(file, 'utf8') : '' };
}

const pidIn = (text: string): number => Number(/(?:pid|daemon) (\d+);/.exec(text)?.[1]);

describe('a program with pools', () => {
  it('POOL-076 ends with code 0 though it keeps them', async () => {
    expect(await run('pools')).toMatchObject({ code: 0, stdout: '9\n9\n', stderr: '' });
  });

  it('finishes queued work before it ends', async () => {
    expect(await run('queued')).toMatchObject({ code: 0, written: 'xxx', stderr: '' });
  });

  it('POOL-085 takes its workers with it when it fails', async () => {
    const { code, stdout, stderr } = await run('throwWhileBusy');
    expect(code).toBe(1);
    expect(stderr).toContain('nobody caught this');
    await untilDead(pidIn(stdout));
  });
});

describe('a program with threads', () => {
  it('THR-016 ends when its threads are over', async () => {
    expect(await run('thread')).toMatchObject({ code: 0, written: 'done', stderr: '' });
  });

  it('THR-016 does so when it fails, too', async () => {
    const { code, written, stderr } = await run('threadAndThrow');
    expect([code, written]).toEqual([1, 'done']);
    expect(stderr).toContain('nobody caught this');
  });

  it('ends while a daemon runs; one that it joins it waits for', async () => {
    expect(await run('daemonThread')).toMatchObject({ code: 0, stderr: '' });
    expect(await run('joinDaemon')).toMatchObject({ code: 0, written: 'joined', stdout: 'over\n', stderr: '' });
  });

  it('waits for a timer, unless that is a daemon', async () => {
    expect(await run('timer')).toMatchObject({ code: 0, written: 'rung', stderr: '' });
    expect(await run('daemonTimer')).toMatchObject({ code: 0, written: '', stderr: '' });
  });

  it('THR-024 ends when its excepthook throws, as by any uncaught exception', async () => {
    const { code, stderr } = await run('badHook');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Exception in threading\.excepthook:\n[^]*Error: bad hook/);
  });
});

describe('a program with processes', () => {
  it('ends when its processes have', async () => {
    expect(await run('process')).toMatchObject({ code: 0, written: 'done', stderr: '' });
  });

  it('ends its daemons; one that it joins it waits for', async () => {
    const { code, stdout } = await run('daemonProcess');
    expect(code).toBe(0);
    await untilDead(pidIn(stdout));
    expect(await run('joinDaemonProcess')).toMatchObject({ code: 0, written: 'joined', stdout: 'over\n' });
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
    'leaves no daemon behind when %s ends it',
    async (by) => {
      await using program = startProgram(PROGRAM, { args: ['waiting'], env });
      await program.printed(';');
      program.kill(by);
      const { signal, stdout } = await program.ended;
      expect(signal).toBe(by);
      await untilDead(pidIn(stdout));
    },
  );

  it('can be ended by SIGINT while it is blocked', async () => {
    await using program = startProgram(PROGRAM, { args: ['blocked'], env });
    await program.printed(';');
    // Again, since one that comes just before it blocks is lost.
    while (program.kill('SIGINT')) await settled();
    const { signal, stdout } = await program.ended;
    expect(signal).toBe('SIGINT');
    await untilDead(pidIn(stdout));
  });

  it('a process ends its own daemons, and waits for its own threads', async () => {
    const { code, stdout } = await run('leaveDaemonBehind');
    expect(code).toBe(0);
    expect(stdout).toMatch(/over\n$/);
    await untilDead(pidIn(stdout));
    expect(await run('leaveThreadBehind')).toMatchObject({ code: 0, written: 'by a thread', stdout: 'over\n' });
  });
});
