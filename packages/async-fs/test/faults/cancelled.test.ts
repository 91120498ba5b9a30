import * as fs from 'node:fs';
import { TimeoutError } from '@x/future';
import { settled } from '@x/test-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { open, os } from '../../src/index.ts';
import { temporaryFolder } from '../folder.ts';
import { makePipe, openPipe } from '../pipe.ts';
import { isPosix } from '../platform.ts';

const folder = temporaryFolder();
const aborted = new Error('not wanted');

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

describe('a read that is cancelled', () => {
  it.runIf(isPosix)('leaves what comes for it to the next one', async () => {
    await using pipe = await openPipe(folder);
    const controller = new AbortController();
    const reading = pipe.reader.readline(-1, { signal: controller.signal });
    await settled();
    controller.abort(aborted);
    await expect(reading).rejects.toBe(aborted);

    pipe.feed('first\nsecond\n');
    expect(String(await pipe.reader.readline())).toBe('first\n');
    expect(String(await pipe.reader.readline())).toBe('second\n');
  });

  it.runIf(isPosix)('keeps the part of a line that it had read already', async () => {
    await using pipe = await openPipe(folder);
    const controller = new AbortController();
    const reading = pipe.reader.readline(-1, { signal: controller.signal });
    pipe.feed('half ');
    await settled();
    controller.abort(aborted);
    await expect(reading).rejects.toBe(aborted);
    pipe.feed('and half\n');
    expect(String(await pipe.reader.readline())).toBe('half and half\n');
  });

  it.runIf(isPosix)('times out at its limit and not before, with an error that names it', async () => {
    await using pipe = await openPipe(folder);
    const onError = vi.fn<(error: unknown) => void>();
    pipe.reader.read(1, { timeout: 100 }).catch(onError);
    await vi.advanceTimersByTimeAsync(99);
    expect(onError).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onError.mock.lastCall?.[0]).toBeInstanceOf(TimeoutError);
    expect(onError.mock.lastCall?.[0]).toMatchObject({
      message: `read() of '${folder.at('pipe')}' did not end within 100 ms`,
    });
    pipe.feed('x');
  });

  it.runIf(isPosix)('leaves the queue of calls when it has not begun', async () => {
    await using pipe = await openPipe(folder);
    const controller = new AbortController();
    const first = pipe.reader.read(1);
    const second = pipe.reader.read(1, { signal: controller.signal });
    const third = pipe.reader.read(1);
    controller.abort(aborted);
    await expect(second).rejects.toBe(aborted);
    pipe.feed('ab');
    expect([String(await first), String(await third)]).toEqual(['a', 'b']);
  });

  it.runIf(isPosix)('gives its turn on when it is cancelled in it', async () => {
    await using pipe = await openPipe(folder);
    const controller = new AbortController();
    const first = pipe.reader.read(2, { signal: controller.signal });
    const second = pipe.reader.read(2);
    pipe.feed('a');
    await settled();
    controller.abort(aborted);
    await expect(first).rejects.toBe(aborted);
    pipe.feed('b');
    expect(String(await second)).toBe('ab');
  });

  it('does not begin with limits that are reached already', async () => {
    await using file = await open(folder.file('a.txt'));
    await expect(file.read(1, { signal: AbortSignal.abort(aborted) })).rejects.toBe(aborted);
    await expect(file.read(1, { timeout: -1 })).rejects.toThrow(new RangeError('timeout must be zero or more, got -1'));
    expect(await file.read(1)).toBe('0');
  });

  it('leaves no listener on the signal', async () => {
    const { signal } = new AbortController();
    const add = vi.spyOn(signal, 'addEventListener');
    const remove = vi.spyOn(signal, 'removeEventListener');
    await using file = await open(folder.file('a.txt'), 'r', { signal });
    await file.read(1, { signal, timeout: 1_000 });
    expect(add.mock.calls.length).toBeGreaterThan(0);
    expect(remove.mock.calls.length).toBe(add.mock.calls.length);
  });
});

describe('a write that is cancelled', () => {
  it('writes nothing when its turn has not come', async () => {
    await using file = await open(folder.at('a.bin'), 'wb', { buffering: 4 });
    const controller = new AbortController();
    const first = file.write(Buffer.from('first '));
    const second = file.write(Buffer.from('second '), { signal: controller.signal });
    const third = file.write(Buffer.from('third '));
    controller.abort(aborted);
    await expect(second).rejects.toBe(aborted);
    await Promise.all([first, third]);
    await file.close();
    expect(folder.text('a.bin')).toBe('first third ');
  });

  it('is carried out in full when it has begun', async () => {
    await using file = await open(folder.at('a.bin'), 'wb');
    const controller = new AbortController();
    const large = Buffer.alloc(20_000_000, 'x');
    const writing = file.write(large, { signal: controller.signal });
    controller.abort(aborted);
    await expect(writing).rejects.toBe(aborted);
    await file.write(Buffer.from('end'));
    await file.close();
    expect(fs.statSync(folder.at('a.bin')).size).toBe(large.length + 3);
  });

  it('may have written the first lines of writelines, and no others', async () => {
    await using file = await open(folder.at('a.bin'), 'wb', { buffering: 4 });
    const controller = new AbortController();
    const lines = ['one1', 'two2', 'three3', 'four4'].map((line) => Buffer.from(line));
    const writing = file.writelines(lines, { signal: controller.signal });
    controller.abort(aborted);
    await expect(writing).rejects.toBe(aborted);
    await file.close();
    expect('one1two2three3four4'.startsWith(folder.text('a.bin'))).toBe(true);
  });
});

describe('an open that is cancelled', () => {
  it.runIf(isPosix)('closes the file when it opens at last', async () => {
    const pipe = makePipe(folder);
    const controller = new AbortController();
    const opening = open(pipe, 'r', { signal: controller.signal });
    await settled();
    controller.abort(aborted);
    await expect(opening).rejects.toBe(aborted);
    // The other end: now the open succeeds, and its descriptor must go.
    const writer = fs.openSync(pipe, fs.constants.O_RDWR);
    fs.closeSync(writer);
  });

  it.runIf(isPosix)('times out', async () => {
    const pipe = makePipe(folder);
    const onError = vi.fn<(error: unknown) => void>();
    open(pipe, 'r', { timeout: 100 }).catch(onError);
    await settled();
    await vi.advanceTimersByTimeAsync(100);
    expect(onError.mock.lastCall?.[0]).toMatchObject({ message: `open('${pipe}') did not end within 100 ms` });
    fs.closeSync(fs.openSync(pipe, fs.constants.O_RDWR));
  });

  it('opens nothing while it waits for its turn', async () => {
    const controller = new AbortController();
    const openings = Array.from({ length: 100 }, (_, index) =>
      open(folder.at(`${index}.txt`), 'w', { signal: controller.signal }),
    );
    controller.abort(aborted);
    for (const opening of openings) await expect(opening).rejects.toBe(aborted);
    expect(fs.readdirSync(folder.at()).length).toBeLessThanOrEqual(16);
  });
});

describe('a close that is cancelled', () => {
  it('closes the file all the same', async () => {
    const file = await open(folder.at('a.txt'), 'w');
    await file.write('content');
    const controller = new AbortController();
    const closing = file.close({ signal: controller.signal });
    controller.abort(aborted);
    await expect(closing).rejects.toBe(aborted);
    await file.close();
    expect(folder.text('a.txt')).toBe('content');
  });
});

describe('an operation of several steps that is cancelled', () => {
  it('ends when the step has ended', async () => {
    fs.mkdirSync(folder.at('one/two'), { recursive: true });
    const controller = new AbortController();
    const removing = os.removedirs(folder.at('one/two'), { signal: controller.signal });
    controller.abort(aborted);
    await expect(removing).rejects.toBe(aborted);
    expect(fs.existsSync(folder.at('one'))).toBe(true);
    expect(fs.existsSync(folder.at('one/two'))).toBe(false);
  });

  it('gives a directory back that it has opened', async () => {
    const controller = new AbortController();
    const scanning = os.scandir(folder.at(), { signal: controller.signal });
    controller.abort(aborted);
    await expect(scanning).rejects.toBe(aborted);
    // The check after each test finds a descriptor that stays.
  });
});
