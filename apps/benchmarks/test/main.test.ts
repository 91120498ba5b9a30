import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

function bench(...args: string[]) {
  const child = spawn(process.execPath, ['--no-warnings', MAIN, ...args]);
  const output = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { child, ended: output.then(([stdout, stderr, [code]]) => ({ stdout, stderr, code: code as unknown })) };
}

describe('bench', () => {
  it('names the suites', async () => {
    const { stdout, code } = await bench('--list', 'semaphore').ended;
    expect({ stdout, code }).toEqual({
      stdout: 'semaphore                       a thousand tasks take one of sixteen permits in turn\n',
      code: 0,
    });
  });

  it.each([
    [['lok'], "error: suite must be one of those that --list names, got 'lok': did you mean 'lock'?\n"],
    [['--rounds', '0'], "error: option '--rounds <number>' argument '0' is invalid. It must be a positive integer.\n"],
  ])('refuses %j', async (args, message) => {
    expect(await bench(...args).ended).toEqual({ stdout: '', stderr: message, code: 1 });
  });

  it('ends with what it has started when it is interrupted', { skip: process.platform === 'win32' }, async () => {
    const { child, ended } = bench('--quick', 'lines');
    // It is at work when it has a child: there is no other sign of that.
    await expect.poll(() => childrenOf(child.pid), { timeout: 10_000 }).not.toEqual([]);
    child.kill('SIGINT');
    expect(await ended).toEqual({ stdout: '', stderr: '', code: 130 });
  });
});

/** The processes that a process has started. */
async function childrenOf(pid: number | undefined): Promise<number[]> {
  const stdout = await text(spawn('ps', ['-o', 'pid=,ppid=', '-A']).stdout);
  const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return rows.filter(([, parent]) => parent === pid).map(([child = 0]) => child);
}
