import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { open, OSError, wrap, type RawFile } from '../../src/index.ts';
import { systemError } from '../../src/os-error.ts';
import { MemoryFile } from '../../src/raw/memory-file.ts';
import { temporaryFolder } from '../folder.ts';
import { isLinux } from '../platform.ts';

const folder = temporaryFolder();

/** A device that has no room, ever. */
const FULL = '/dev/full';

describe.runIf(isLinux)('a full device', () => {
  it('AFS-060 lets close report what could not be flushed, and close the file', async () => {
    const file = await open(FULL, 'w');
    expect(await file.write('0123456789')).toBe(10);
    const caught = await file.close().catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(OSError);
    expect(caught).toMatchObject({
      message: `ENOSPC: no space left on device, write '${FULL}', 10 bytes were not flushed`,
      code: 'ENOSPC',
      syscall: 'write',
      path: FULL,
      unflushed: 10,
    });
    expect(file.closed).toBe(true);
    await file.close();
  });

  it('rejects the flush, each time', async () => {
    const file = await open(FULL, 'w');
    await file.write('text');
    for (let round = 0; round < 2; round++)
      await expect(file.flush()).rejects.toMatchObject({ code: 'ENOSPC', path: FULL });
    await expect(file.sync()).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(file.close()).rejects.toMatchObject({ unflushed: 4 });
  });

  it.each([
    ['a write without a buffer', 'wb', { buffering: 0 }, Buffer.from('x')],
    ['a write larger than the buffer', 'wb', {}, Buffer.alloc(1_000_000)],
    ['a line', 'w', { buffering: 1 }, 'line\n'],
  ] as const)('rejects %s, which is then not tried again', async (_name, mode, options, data) => {
    const file = await open(FULL, mode, options);
    await expect(file.write(data as never)).rejects.toMatchObject({ code: 'ENOSPC', syscall: 'write', path: FULL });
    await file.close();
  });

  it('rejects the write that finds no room, and keeps what was accepted before', async () => {
    const file = await open(FULL, 'wb', { buffering: 8 });
    expect(await file.write(Buffer.from('012345'))).toBe(6);
    await expect(file.write(Buffer.from('67890'))).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(file.close()).rejects.toMatchObject({ unflushed: 6 });
  });

  it('rejects the end of a block', async () => {
    const writing = async (): Promise<void> => {
      await using file = await open(FULL, 'w');
      await file.write('lost');
    };
    await expect(writing()).rejects.toMatchObject({ code: 'ENOSPC', unflushed: 4 });
  });

  it('is reported by a warning when nobody waits for the end any more', async () => {
    const warnings: unknown[] = [];
    vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(warning));
    const file = await open(FULL, 'w');
    await file.write('lost');
    const controller = new AbortController();
    const closing = file.close({ signal: controller.signal });
    controller.abort(new Error('impatient'));
    await expect(closing).rejects.toThrow('impatient');
    await expect.poll(() => warnings).toEqual([expect.objectContaining({ code: 'ENOSPC', unflushed: 4 })]);
  });
});

/** A disk that somebody makes room on. */
class Disk extends MemoryFile {
  room = 0;

  override write(bytes: Buffer): Promise<number> {
    if (this.room === 0) return Promise.reject(systemError('ENOSPC', 'no space left on device', 'write', 'disk'));
    const count = Math.min(this.room, bytes.length);
    this.room -= count;
    return super.write(bytes.subarray(0, count));
  }
}

describe('a disk that gets room again', () => {
  const diskFile = (room: number): { disk: Disk; file: ReturnType<typeof wrapDisk> } => {
    const disk = new Disk(false);
    disk.room = room;
    return { disk, file: wrapDisk(disk) };
  };

  it('has everything that was accepted, in order and once', async () => {
    const { disk, file } = diskFile(5);
    await file.write(Buffer.from('012'));
    await expect(file.write(Buffer.from('3456789abcdef'))).rejects.toMatchObject({ code: 'ENOSPC' });
    await file.write(Buffer.from('xyz'));
    await expect(file.flush()).rejects.toMatchObject({ code: 'ENOSPC' });
    const written = disk.content().toString();
    expect(written).toBe('01234');

    disk.room = 100;
    await file.flush();
    expect(disk.content().toString()).toBe('01234xyz');
    await file.close();
  });

  it('has the rest of a write that was cancelled when it had begun', async () => {
    const { disk, file } = diskFile(5);
    const controller = new AbortController();
    const writing = file.write(Buffer.from('0123456789'), { signal: controller.signal });
    controller.abort(new Error('impatient'));
    await expect(writing).rejects.toThrow('impatient');
    await expect(file.flush()).rejects.toMatchObject({ code: 'ENOSPC' });

    disk.room = 100;
    await file.flush();
    expect(disk.content().toString()).toBe('0123456789');
    await file.close();
  });
});

describe.runIf(isLinux)('a small disk', () => {
  it('keeps old content and accepted text when it is full, and takes the rest when there is room', async () => {
    const program = fileURLToPath(new URL('../fixtures/fills-its-disk.ts', import.meta.url));
    // A mount of its own, which nobody else sees and which ends with the program.
    const script = 'mount -t tmpfs -o size=64k none "$1" 2>/dev/null || exit 77; "$2" "$3" "$1" || exit 99';
    const { code, output } = await run('unshare', [
      ...(process.getuid?.() === 0 ? ['-m'] : ['-rm']),
      ...['sh', '-c', script, 'sh', folder.at(), process.execPath, program],
    ]);
    // 1 and 77 say that mounting is not allowed here: the tests above have to do.
    if (code !== 1 && code !== 77) {
      expect(code, output).toBe(0);
      expect(output).toBe('full: ENOSPC\nold content: true\nnothing else: true\nafter making room: true\n');
    }
  });
});

function wrapDisk(disk: Disk): ReturnType<typeof wrap<'wb'>> {
  return wrap(disk, 'wb', { buffering: 8 });
}

wrap.register(Disk, (disk): RawFile => disk);

function run(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', () => resolve({ code: 77, output: '' }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
