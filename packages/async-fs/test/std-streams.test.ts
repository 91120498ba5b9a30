import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { runProgram, startProgram } from '@x/test-kit';
import { describe, expect, it, vi } from 'vitest';
import { stdin, stdinBytes, stdout } from '../src/index.ts';

const fixture = (name: string): URL => new URL(`fixtures/${name}.ts`, import.meta.url);

describe('standard streams', () => {
  it('AFS-074 AFS-075 write text and bytes to the right stream', async () => {
    const { stdout, stderr, code } = await runProgram(fixture('writes-everywhere'));
    expect({ stdout, stderr, code }).toEqual({ stdout: 'hello bytes out', stderr: 'world bytes err', code: 0 });
  });

  it('AFS-077 follow a stream that is replaced', async () => {
    const out = new PassThrough();
    vi.spyOn(process, 'stdout', 'get').mockReturnValue(out as never);
    await stdout.write('seen');
    expect(String(out.read())).toBe('seen');

    const input = new PassThrough();
    vi.spyOn(process, 'stdin', 'get').mockReturnValue(input as never);
    input.end('one\ntwo\nthree');
    expect(await stdin.readline()).toBe('one\n');
    expect(await stdin.read(2)).toBe('tw');
  });

  it('AFS-078 stay open when they are disposed of or closed', async () => {
    vi.spyOn(process, 'stdout', 'get').mockReturnValue(new PassThrough() as never);
    {
      await using _out = stdout;
    }
    await stdout.close();
    expect(stdout.closed).toBe(false);
    expect(await stdout.write('still there')).toBe(11);
  });

  it('have the attributes of files without positions', async () => {
    expect(stdout).toMatchObject({ name: '<stdout>', mode: 'w', encoding: 'utf-8' });
    expect([stdin.readable(), stdin.writable(), stdin.seekable(), stdinBytes.seekable()]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(stdout.isatty()).toBe(isatty(1));
    await expect(stdout.seek(0)).rejects.toThrow('underlying stream is not seekable');
  });

  it('let the program end while standard input is open', async ({ signal }) => {
    await using program = startProgram(fixture('reads-one-line'), { signal });
    program.write('first\nabc');
    expect(await program.ended).toMatchObject({ code: 0, stdout: 'line: first\nmore: abc\n' });
  });

  it('read to the end of standard input', async () => {
    const { stdout } = await runProgram(fixture('counts-lines'), { input: 'line\n'.repeat(100_000) });
    expect(stdout).toBe('100000 lines\n');
  });

  it('reject the write that nobody reads any more', async () => {
    const child = spawn(process.execPath, [fileURLToPath(fixture('outlives-its-reader'))]);
    child.stdout.once('data', () => child.stdout.destroy());
    const errors = child.stderr.setEncoding('utf8').toArray();
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect([code, (await errors).join('')]).toEqual([0, 'EPIPE\n']);
  });
});
