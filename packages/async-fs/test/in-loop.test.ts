import * as fs from 'node:fs';
import { AsyncLocalStorage } from 'node:async_hooks';
import * as eventLoop from '@x/event-loop';
import { runVirtual } from '@x/event-loop/testing';
import { CancelledError, TimeoutError } from '@x/future';
import { settled } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { atomicWrite, open, os, tempfile, type AsyncBufferedReader, type AsyncTextIOWrapper } from '../src/index.ts';
import { temporaryFolder } from './folder.ts';
import { modes } from './modes.ts';
import { openPipe } from './pipe.ts';
import { isPosix } from './platform.ts';

const folder = temporaryFolder();

describe.each(modes)('files in $name', (mode) => {
  it(
    'are opened, written, read and closed',
    mode.run(function* () {
      const path = folder.at('a.txt');
      const output = (yield open(path, 'w')) as AsyncTextIOWrapper;
      expect(yield output.write('one\n')).toBe(4);
      yield output.writelines(['two\n', 'x'.repeat(100_000), '\n']);
      yield output.close();

      const input = (yield open(path)) as AsyncTextIOWrapper;
      expect(yield input.readline()).toBe('one\n');
      expect(yield input.next()).toEqual({ done: false, value: 'two\n' });
      expect(yield input.tell()).toBe(8);
      expect(((yield input.read()) as string).length).toBe(100_001);
      expect(yield input.next()).toEqual({ done: true, value: undefined });
      yield input.close();
      yield input.close();
      expect(yield os.path.getsize(path)).toBe(100_009);
    }),
  );

  it(
    'keep the order of calls',
    mode.run(function* () {
      const file = (yield open(folder.at('a.bin'), 'wb+', { buffering: 4 })) as AsyncBufferedReader;
      const writes = ['first ', 'second ', 'third '].map((text) => file.write(Buffer.from(text)));
      const sought = file.seek(0);
      const read = file.read();
      for (const write of writes) yield write;
      expect(yield sought).toBe(0);
      expect(String(yield read)).toBe('first second third ');
      yield file.close();
    }),
  );

  it.runIf(isPosix)(
    'AFS-005 are closed when a task is cancelled in the block',
    mode.run(function* (world) {
      const pipe = (yield openPipe(folder)) as Awaited<ReturnType<typeof openPipe>>;
      const path = folder.file('a.txt');
      let file: AsyncTextIOWrapper | undefined;
      const reader = world.start(function* (limits) {
        file = (yield open(path)) as AsyncTextIOWrapper;
        try {
          yield pipe.reader.read(1, limits);
        } finally {
          yield file.close();
        }
      });
      while (file === undefined) yield settled();
      yield* world.settled();
      reader.cancel();
      expect(yield caught(reader.joined)).toBeInstanceOf(CancelledError);
      expect(file.closed).toBe(true);
      pipe.feed('x');
      yield pipe[Symbol.asyncDispose]();
    }),
  );

  it.runIf(isPosix)(
    'lose nothing to a call that is cancelled',
    mode.run(function* (world) {
      const pipe = (yield openPipe(folder)) as Awaited<ReturnType<typeof openPipe>>;
      const reader = world.call((limits) => pipe.reader.readline(-1, limits));
      yield settled();
      yield* world.settled();
      reader.cancel('no patience');
      const error = (yield caught(reader.joined)) as CancelledError;
      expect(error).toBeInstanceOf(CancelledError);
      expect(error.args).toEqual(['no patience']);
      pipe.feed('line\n');
      expect(String(yield pipe.reader.readline())).toBe('line\n');
      yield pipe[Symbol.asyncDispose]();
    }),
  );

  it(
    'AFS-019 leave no descriptor when an open is cancelled',
    mode.run(function* (world) {
      const path = folder.file('a.txt');
      for (let round = 0; round < 10; round++) {
        const opener = world.call((limits) => open(path, 'r', limits));
        for (let turn = 0; turn < round; turn++) yield world.turn();
        opener.cancel();
        const outcome = yield caught(opener.joined);
        if (!(outcome instanceof CancelledError)) yield ((yield opener.joined) as AsyncTextIOWrapper).close();
      }
    }),
  );

  it(
    'remove what a cancelled operation of several steps has made',
    mode.run(function* (world) {
      folder.file('a.txt', 'old');
      const writer = world.call((limits) => atomicWrite(folder.at('a.txt'), Buffer.alloc(30_000_000), limits));
      while (fs.readdirSync(folder.at()).length < 2) yield settled(1);
      writer.cancel();
      expect(yield caught(writer.joined)).toBeInstanceOf(CancelledError);
      expect(fs.readdirSync(folder.at())).toEqual(['a.txt']);
      expect(folder.text('a.txt')).toBe('old');
    }),
  );
});

describe('files in a loop', () => {
  it.runIf(isPosix)('let time stand while the system works', async () => {
    await runVirtual(async () => {
      const pipe = await openPipe(folder);
      const loop = eventLoop.getRunningLoop();
      const before = loop.time();
      const reading = eventLoop.createTask(async () => pipe.reader.readline());
      setImmediate(() => pipe.feed('line\n'));
      expect(String(await reading)).toBe('line\n');
      expect(loop.time()).toBe(before);
      await pipe[Symbol.asyncDispose]();
    });
  });

  it('close at the end of a block in which the task was cancelled', async () => {
    await runVirtual(async () => {
      const path = folder.file('a.txt');
      let file: AsyncTextIOWrapper | undefined;
      const task = eventLoop.createTask(async () => {
        await using opened = await open(path, 'r+');
        file = opened;
        await opened.write('kept');
        await eventLoop.sleep(1_000);
      });
      while (file === undefined) await settled();
      task.cancel();
      await expect(task).rejects.toThrow(CancelledError);
      expect(file.closed).toBe(true);
      expect(folder.text('a.txt')).toBe('kept456789');
    });
  });

  it('remove a temporary directory when the task is cancelled', async () => {
    let name = '';
    await runVirtual(async () => {
      const task = eventLoop.createTask(async () => {
        await using directory = await tempfile.TemporaryDirectory({ dir: folder.at() });
        ({ name } = directory);
        await eventLoop.sleep(1_000);
      });
      while (name === '') await settled();
      task.cancel();
      await expect(task).rejects.toThrow(CancelledError);
    });
    expect(fs.existsSync(name)).toBe(false);
  });

  it.runIf(isPosix)('count their limits on the clock of the loop', async () => {
    await eventLoop.run(async () => {
      await using pipe = await openPipe(folder);
      await expect(pipe.reader.read(1, { timeout: 0 })).rejects.toThrow(TimeoutError);
      await expect(eventLoop.waitFor(pipe.reader.read(1), 0)).rejects.toThrow(TimeoutError);
      pipe.feed('x');
      expect(String(await pipe.reader.read(1))).toBe('x');
    });
  });

  it('can be used after the loop in which they were opened', async () => {
    const file = await runVirtual(() => open(folder.file('a.txt')));
    expect(await file.read(4)).toBe('0123');
    await runVirtual(async () => {
      expect(await file.read()).toBe('456789');
    });
    await file.close();
  });
});

describe('the context of a caller', () => {
  it('is seen by the opener, and after every await', async () => {
    const context = new AsyncLocalStorage<string>();
    const path = folder.file('a.txt');
    await context.run('mine', async () => {
      const opener = (name: unknown, flags: number): number => {
        expect(context.getStore()).toBe('mine');
        return fs.openSync(name as string, flags);
      };
      await using file = await open(path, 'r', { opener });
      await file.read();
      expect(context.getStore()).toBe('mine');
    });
  });
});

function caught(promise: PromiseLike<unknown>): PromiseLike<unknown> {
  return promise.then(
    (value) => value,
    (error: unknown) => error,
  );
}
