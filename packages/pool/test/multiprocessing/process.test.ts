import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { PassThrough } from 'node:stream';
import { InvalidStateError } from '@x/future';
import { leakCheck, settled } from '@x/test-kit';
import { processGate, type WorkerGate } from '@x/test-kit/worker-gate';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { activeChildren, currentProcess, getStartMethod, parentProcess, Process } from '../../src/multiprocessing.ts';
import type { ProcessOptions } from '../../src/multiprocessing.ts';
import { runnableContract } from '../contract/runnable.ts';
import { newFile } from '../fixtures/pools.ts';
import { readJson, runs } from '../fixtures/runs.ts';

beforeEach(leakCheck);

/** A gate that is open when the test is over. */
function gate(): WorkerGate {
  const made = processGate();
  onTestFinished(() => {
    made.open();
    made.remove?.();
  });
  return made;
}

/** Runs a process to its end; gives it, and what it printed. */
async function ran<A extends unknown[]>(options: ProcessOptions<A>): Promise<{ child: Process; stderr: string }> {
  const stderr = new PassThrough({ encoding: 'utf8' });
  const child = new Process({ ...options, stderr });
  child.start();
  await child.join();
  return { child, stderr: (stderr.read() as string | null) ?? '' };
}

describe('Process', () => {
  runnableContract(
    {
      args: 'PROC-005',
      again: 'PROC-014',
      unstarted: 'PROC-015',
      lateDaemon: 'PROC-008',
      daemon: 'PROC-007',
      limit: 'PROC-011',
      negative: 'PROC-011',
    },
    (options) => new Process(options as object),
    processGate,
  );

  it('PROC-001 PROC-002 PROC-004 goes from new to started to ended', async () => {
    const hold = gate();
    const child = new Process({ target: runs.hold, args: [hold.handle] });
    expect([child.isAlive(), child.exitcode, child.pid, child.ident]).toEqual([false, undefined, undefined, undefined]);
    expect(activeChildren()).not.toContain(child);
    child.start();
    expect([child.isAlive(), child.exitcode]).toEqual([true, undefined]);
    expect(child.pid).toBeGreaterThan(0);
    expect(child.ident).toBe(child.pid);
    expect(activeChildren()).toContain(child);
    expect(String(child)).toBe(`<Process name='${child.name}' parent=${process.pid} pid=${child.pid} started>`);
    hold.open();
    await child.join();
    expect([child.isAlive(), child.exitcode]).toEqual([false, 0]);
    expect(activeChildren()).not.toContain(child);
    expect(String(child)).toMatch(/stopped exitcode=0>$/);
  });

  it('PROC-003 PROC-007 PROC-009 knows in the child who it is, who started it, and what it was given', async () => {
    const file = newFile();
    const child = new Process({
      target: runs.describeProcess,
      args: [file, 'argument'],
      kwargs: { hello: 23 },
      name: 'SomeProcess',
      daemon: true,
    });
    child.start();
    await child.join();
    expect(readJson(file)).toEqual([
      {
        rest: ['argument', { hello: 23 }],
        name: 'SomeProcess',
        pid: child.pid,
        daemon: true,
        parent: { name: 'MainProcess', pid: process.pid, alive: true },
        child: { name: expect.stringMatching(/^Process-\d+:1$/) as string, daemon: true },
      },
    ]);
  });

  it('PROC-029 is named after its number', () => {
    const [first, second] = [new Process(), new Process()];
    const number = Number(/^Process-(\d+)$/.exec(first.name)?.[1]);
    expect(second.name).toBe(`Process-${number + 1}`);
    second.name = 'clerk';
    expect(second.name).toBe('clerk');
  });

  it('PROC-016 PROC-017 has nothing to end, and nothing to wait for, before it is started', () => {
    const child = new Process();
    expect(() => child.terminate()).toThrow(InvalidStateError);
    expect(() => child.kill()).toThrow(/process not started/);
    expect(() => child.sentinel).toThrow(/process not started/);
  });

  it('PROC-017 the sentinel resolves when it has ended', async () => {
    const hold = gate();
    const child = new Process({ target: runs.hold, args: [hold.handle] });
    child.start();
    let isOver = false;
    const over = child.sentinel.then(() => (isOver = true));
    await hold.arrived();
    await settled();
    expect(isOver).toBe(false);
    hold.open();
    await over;
    expect(child.exitcode).toBe(0);
  });

  it('PROC-018 close() is for the time after it, and nothing works then', async () => {
    const hold = gate();
    const child = new Process({ target: runs.hold, args: [hold.handle] });
    child.start();
    expect(() => child.close()).toThrow(InvalidStateError);
    expect(() => child.close()).toThrow(/Cannot close a process while it is still running/);
    hold.open();
    await child.join();
    child.close();
    const closed = /process object is closed/;
    for (const use of [() => child.isAlive(), () => child.terminate(), () => child.exitcode, () => child.start()]) {
      expect(use).toThrow(InvalidStateError);
      expect(use).toThrow(closed);
    }
    await expect(child.join()).rejects.toThrow(closed);
    expect(() => child.joinSync()).toThrow(closed);
    expect(String(child)).toContain('closed');
    child.close();
    {
      using unused = new Process();
      expect(unused.pid).toBeUndefined();
    }
  });

  it.each([
    [true, 1, ''],
    [false, 0, ''],
    [8, 8, ''],
    [undefined, 0, ''],
    [null, 0, ''],
    ['ignore this', 1, 'ignore this\n'],
    [[1, 2, 3], 1, '[ 1, 2, 3 ]\n'],
  ])('PROC-019 SystemExit(%j) leaves the code %i', async (code, exitcode, text) => {
    const { child, stderr } = await ran({ target: runs.leave, args: [code] });
    expect([child.exitcode, stderr]).toEqual([exitcode, text]);
  });

  it('PROC-019 process.exit() leaves its code', async () => {
    expect((await ran({ target: runs.exit, args: [8] })).child.exitcode).toBe(8);
    expect((await ran({ target: runs.exit, args: [] })).child.exitcode).toBe(0);
  });

  it('PROC-020 an error that nobody catches leaves the code 1, and its stack on stderr', async () => {
    const { child, stderr } = await ran({ target: runs.fail, args: ['broken'], name: 'clerk' });
    expect(child.exitcode).toBe(1);
    expect(stderr).toMatch(/^Process clerk:\nSayWhenError: broken\n\s+at .*targets\.ts:\d+/);
  });

  it('PROC-020 so does one that is thrown in a timer, and what is no error', async () => {
    const late = await ran({ target: runs.throwInTimer, args: ['much later'] });
    expect([late.child.exitcode, late.stderr]).toEqual([1, expect.stringContaining('SayWhenError: much later')]);
    const odd = await ran({ target: runs.throwValue, args: [{ a: 1 }] });
    expect([odd.child.exitcode, odd.stderr]).toEqual([1, `Process ${odd.child.name}:\n{ a: 1 }\n`]);
    const gone = (runs as unknown as { gone: () => void }).gone;
    const missing = await ran({ target: gone });
    expect([missing.child.exitcode, missing.stderr]).toEqual([1, expect.stringContaining("has no export 'gone'")]);
  });

  it('PROC-022 nobody reading its output does not change its code', async () => {
    const stdout = new PassThrough();
    stdout.destroy();
    stdout.on('error', () => undefined);
    const child = new Process({ target: runs.write, args: ['x'.repeat(1_000_000)], stdout });
    child.start();
    await child.join();
    expect(child.exitcode).toBe(0);
  });

  it('PROC-023 several come to their ends, and are terminated as soon as they have started', async () => {
    const short = Array.from({ length: 5 }, () => new Process());
    for (const child of short) child.start();
    await Promise.all(short.map((child) => child.join()));
    expect(short.map((child) => child.exitcode)).toEqual([0, 0, 0, 0, 0]);
    const long = Array.from({ length: 5 }, () => new Process({ target: runs.neverAnswer }));
    for (const child of long) {
      child.start();
      child.terminate();
    }
    await Promise.all(long.map((child) => child.join()));
    expect(long.map((child) => child.exitcode)).toEqual(new Array(5).fill(-constants.signals.SIGTERM));
  }, 20_000);

  it('PROC-024 PROC-031 processes nest, daemons too', async () => {
    const file = newFile();
    const child = new Process({ target: runs.nest, args: [file, [], 2], daemon: true });
    child.start();
    await child.join();
    const paths = readFileSync(file, 'utf8').trim().split('\n');
    expect(paths.map((path) => JSON.parse(path) as number[])).toEqual([[], [0], [0, 0], [0, 1], [1], [1, 0], [1, 1]]);
  }, 20_000);

  it('PROC-025 lets go of target and arguments when it has started', async () => {
    const child = new Process({ target: () => undefined, args: [] });
    child.start();
    expect((child as unknown as { run(): unknown }).run()).toBeUndefined();
    await child.join();
  });

  it.runIf(process.platform === 'linux')(
    'PROC-026 later children have no more descriptors than the first',
    async () => {
      const file = newFile();
      for (let time = 0; time < 4; time++) {
        const child = new Process({ target: runs.countDescriptors, args: [file], stdout: new PassThrough() });
        child.start();
        await child.join();
      }
      const counts = readFileSync(file, 'utf8').trim().split('\n');
      expect(new Set(counts).size).toBe(1);
    },
    20_000,
  );

  it('PROC-028 a subclass may give another target, with which one can talk over stdin and stdout', async () => {
    class Shouter extends Process {
      protected override run(): typeof runs.shout {
        return runs.shout;
      }
    }
    const [stdin, stdout] = [new PassThrough(), new PassThrough({ encoding: 'utf8' })];
    const child = new Shouter({ stdin, stdout });
    child.start();
    const answer = (): Promise<string> =>
      new Promise((resolve) => stdout.once('data', (text: string) => resolve(text.trim())));
    for (const word of ['hello', 'world']) {
      stdin.write(`${word}\n`);
      expect(await answer()).toBe(word.toUpperCase());
    }
    stdin.write('stop\n');
    await child.join();
    expect(child.exitcode).toBe(0);
    stdin.end();
  });

  it('PROC-030 activeChildren() forgets those that have ended', async () => {
    const child = new Process();
    child.start();
    expect(Array.isArray(activeChildren())).toBe(true);
    child.joinSync();
    expect(activeChildren()).not.toContain(child);
    await child.join();
  });

  it('terminate() and kill() are no error for a process that has just ended, and says so in a moment', async () => {
    const child = new Process({ target: runs.loop });
    child.start();
    const gone = Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' });
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw gone;
    });
    child.terminate();
    child.kill();
    gone.code = 'EPERM';
    expect(() => child.kill()).toThrow(gone);
    kill.mockRestore();
    child.kill();
    await child.join();
  });

  it('terminate() can be refused, kill() cannot', async () => {
    const hold = gate();
    hold.open();
    const child = new Process({ target: runs.ignoreTermination, args: [hold.handle] });
    child.start();
    await hold.arrived();
    child.terminate();
    await child.join({ timeout: 5 });
    expect(child.isAlive()).toBe(true);
    child.kill();
    await child.join();
    expect(child.exitcode).toBe(-constants.signals.SIGKILL);
    expect(String(child)).toMatch(/exitcode=-SIGKILL>$/);
    child.terminate();
  });

  it('an endless loop can be terminated', async () => {
    const child = new Process({ target: runs.loop });
    child.start();
    child.terminate();
    child.joinSync();
    expect(child.exitcode).toBe(-constants.signals.SIGTERM);
    await child.join();
  });

  it('passes env and flags on, and prints to other streams', async () => {
    const [stdout, stderr] = [new PassThrough({ encoding: 'utf8' }), new PassThrough({ encoding: 'utf8' })];
    const child = new Process({
      target: () => console.log(process.env['FRUIT'], process.execArgv),
      env: { FRUIT: 'fig' },
      execArgv: ['--no-warnings'],
      stdout,
      stderr,
    });
    child.start();
    await child.join();
    expect([stdout.read(), stderr.read()]).toEqual(["fig [ '--no-warnings' ]\n", null]);
  });

  it('carries a megabyte of output, chunk by chunk', async () => {
    const chunks: string[] = [];
    const stdout = new PassThrough({ encoding: 'utf8', highWaterMark: 1_000 });
    stdout.on('data', (text: string) => chunks.push(text));
    const stderr = new PassThrough().resume();
    const child = new Process({ target: runs.print, args: ['x'.repeat(1_000_000)], stdout, stderr });
    child.start();
    await child.join();
    expect(chunks.join('')).toHaveLength(1_000_001);
  });

  it('is held up by a stream that nobody reads, and holds no more than a pipe does', async () => {
    const stdout = new PassThrough();
    const child = new Process({ target: runs.write, args: ['x'.repeat(5_000_000)], stdout });
    child.start();
    await new Promise((resolve) => stdout.once('readable', resolve));
    await child.join({ timeout: 100 });
    expect(stdout.readableLength + stdout.writableLength).toBeLessThan(500_000);
    stdout.resume();
    await child.join();
    expect(child.exitcode).toBe(0);
  });

  it('says why there can be no process, and has not started', () => {
    const child = new Process({ execPath: '/no/such/node' });
    expect(() => child.start()).toThrow(/ENOENT/);
    expect(child.isAlive()).toBe(false);
    expect(String(child)).toContain('initial');
    expect(activeChildren()).not.toContain(child);
  });
});

describe('currentProcess', () => {
  it('PROC-006 is alive, no daemon, and has the number of this process', () => {
    const current = currentProcess();
    expect(current).toMatchObject({ name: 'MainProcess', daemon: false, pid: process.pid, ident: process.pid });
    expect(current.exitcode).toBeUndefined();
    expect(current.isAlive()).toBe(true);
    expect(String(current)).toBe(`<Process name='MainProcess' pid=${process.pid} started>`);
    expect(currentProcess()).toBe(current);
  });
});

describe('parentProcess', () => {
  it('PROC-009 there is none in the main process', () => {
    expect(parentProcess()).toBeUndefined();
  });

  it('PROC-010 is known to live, and to have ended', async () => {
    const stdout = new PassThrough({ encoding: 'utf8' });
    let text = '';
    stdout.on('data', (chunk: string) => (text += chunk));
    const said = (what: RegExp): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => {
          if (what.test(text)) resolve();
        };
        stdout.on('data', look);
        look();
      });
    const middle = new Process({ target: runs.haveChild, stdout });
    middle.start();
    await said(new RegExp(`parent ${middle.pid} alive true;`));
    middle.terminate();
    await said(/parent alive false\./);
    await middle.join();
    expect(middle.exitcode).toBe(-constants.signals.SIGTERM);
  });
});

describe('getStartMethod', () => {
  it('is spawn', () => {
    expect(getStartMethod()).toBe('spawn');
  });
});
