import * as fs from 'node:fs';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { InvalidStateError } from '@x/future';
import { describe, expect, it } from 'vitest';
import {
  AsyncBufferedIOBase,
  AsyncBufferedReader,
  AsyncFileIO,
  AsyncTextIOWrapper,
  FileExistsError,
  FileNotFoundError,
  IsADirectoryError,
  NotADirectoryError,
  open,
  OSError,
  PermissionError,
  wrap,
  type Mode,
} from '../src/index.ts';
import { TEN_LINES, temporaryFolder } from './folder.ts';
import { makePipe } from './pipe.ts';
import { isPosix } from './platform.ts';

const folder = temporaryFolder();

describe('open', () => {
  it('AFS-001 gives the file to await, and await using closes it', async () => {
    const path = folder.file('a.txt');
    const plain = await open(path);
    expect(await plain.read()).toBe('0123456789');
    await plain.close();

    let seen: AsyncTextIOWrapper;
    {
      await using file = await open(path);
      seen = file;
      expect(await file.read()).toBe('0123456789');
    }
    expect(seen.closed).toBe(true);
  });

  it.each(['r', 'rb'] as const)('AFS-002 reports a missing file as the synchronous open does (%s)', async (mode) => {
    const path = folder.at('missing.txt');
    const expected = errorOf(() => fs.openSync(path, 'r'));
    await expect(open(path, mode)).rejects.toMatchObject({
      message: expected.message,
      code: 'ENOENT',
      errno: expected.errno,
      syscall: 'open',
      path,
    });
  });

  it('AFS-003 leaves a closed file behind the block', async () => {
    const path = folder.file('a.txt');
    const inner = async (): Promise<AsyncTextIOWrapper> => {
      await using file = await open(path);
      return file;
    };
    const file = await inner();
    expect(file.closed).toBe(true);
    await expect(file.read()).rejects.toThrow(InvalidStateError);
    await expect(file.read()).rejects.toThrow('I/O operation on closed file.');
  });

  it('AFS-004 opens the same path again', async () => {
    const path = folder.file('a.txt');
    for (let round = 0; round < 2; round++) {
      await using file = await open(path);
      expect(await file.read()).toBe('0123456789');
    }
  });

  it('AFS-006 gives the same file each time the handle is awaited', async () => {
    const handle = open(folder.file('a.txt'));
    const [first, second] = [await handle, await handle];
    expect(second).toBe(first);
    await first.close();
  });

  it('AFS-007 reads text in UTF-8 by default', async () => {
    await using file = await open(folder.file('a.txt', 'zwölf €'));
    expect(file).toBeInstanceOf(AsyncTextIOWrapper);
    expect(file).toMatchObject({ mode: 'r', encoding: 'utf-8', errors: 'strict' });
    expect(await file.read()).toBe('zwölf €');
  });

  it.each([
    ['rw', "must have exactly one of create/read/write/append mode, got 'rw'"],
    ['r+w', "must have exactly one of create/read/write/append mode, got 'r+w'"],
    ['', "must have exactly one of create/read/write/append mode, got ''"],
    ['b', "must have exactly one of create/read/write/append mode, got 'b'"],
    ['+', "must have exactly one of create/read/write/append mode, got '+'"],
    ['q', "invalid mode: 'q'"],
    ['rr', "invalid mode: 'rr'"],
    ['r++', "invalid mode: 'r++'"],
    ['rU', "invalid mode: 'rU'"],
    ['rbt', "can't have text and binary mode at once, got 'rbt'"],
  ])("AFS-008 refuses the mode '%s'", async (mode, message) => {
    const path = folder.file('a.txt');
    const opening = open(path, mode as Mode);
    await expect(opening).rejects.toThrow(RangeError);
    await expect(opening).rejects.toThrow(message);
    expect(folder.text('a.txt')).toBe('0123456789');
  });

  it.each(['tr', '+r', 'b+r', 'rb+', 'r+b', 'rt+'] as const)(
    'takes the characters of a mode in any order: %s',
    async (mode) => {
      await using file = await open(folder.file('a.txt'), mode);
      expect(String(await file.read())).toBe('0123456789');
    },
  );

  it('AFS-009 refuses to make a file that exists', async () => {
    const opening = open(folder.file('a.txt'), 'x');
    await expect(opening).rejects.toBeInstanceOf(FileExistsError);
    await expect(opening).rejects.toMatchObject({ code: 'EEXIST', path: folder.at('a.txt') });
  });

  it.each([{ encoding: 'utf-8' }, { errors: 'strict' }, { newline: '' }])(
    'AFS-010 refuses options of text for bytes: %o',
    async (options) => {
      const opening = open(folder.file('a.txt'), 'rb', options as object);
      await expect(opening).rejects.toThrow(RangeError);
      await expect(opening).rejects.toThrow(/^binary mode doesn't take an (encoding|errors|newline) argument, got/);
    },
  );

  it('AFS-011 refuses text without a buffer', async () => {
    const opening = open(folder.file('a.txt'), 'r', { buffering: 0 });
    await expect(opening).rejects.toThrow(RangeError);
    await expect(opening).rejects.toThrow("can't have unbuffered text I/O");
  });

  it('AFS-012 gives the class that belongs to the mode', async () => {
    const path = folder.file('a.txt');
    const classOf = async (mode: Mode, options = {}): Promise<unknown> => {
      await using file = await open(path, mode, options);
      return file.constructor;
    };
    for (const mode of ['r', 'w', 'a', 'r+', 'w+', 'a+', 'rt'] as const) {
      expect(await classOf(mode), mode).toBe(AsyncTextIOWrapper);
    }
    for (const mode of ['rb', 'rb+', 'wb+', 'ab+'] as const)
      expect(await classOf(mode), mode).toBe(AsyncBufferedReader);
    for (const mode of ['wb', 'ab'] as const) expect(await classOf(mode), mode).toBe(AsyncBufferedIOBase);
    for (const mode of ['rb', 'wb', 'ab+'] as const) expect(await classOf(mode, { buffering: 0 })).toBe(AsyncFileIO);
  });

  it.each([[3], [[1, 2, 3]], [() => undefined], [AsyncFileIO]])(
    'AFS-013 refuses to wrap what is no file: %o',
    (source) => {
      expect(() => wrap(source as object, 'rb')).toThrow(TypeError);
    },
  );

  it.runIf(isPosix)('AFS-014 does not stall the loop while a file is slow', async () => {
    // A pipe without a writer: opening and reading take as long as the test wants.
    const pipe = makePipe(folder);
    const slow = open(pipe).then(async (file) => {
      await using open = file;
      return await open.read();
    });

    const server = createServer((_request, response) => response.end('answer')).listen(0);
    const url = `http://localhost:${(server.address() as AddressInfo).port}`;
    for (let request = 0; request < 31; request++) expect(await (await fetch(url)).text()).toBe('answer');
    server.closeAllConnections();
    server.close();

    fs.writeFileSync(pipe, 'at last');
    expect(await slow).toBe('at last');
  });

  it('AFS-015 serves a file over TCP byte by byte', async () => {
    const content = Buffer.from(Array.from({ length: 600 }, (_, index) => index % 256));
    const path = folder.file('a.bin', content);
    const server = createTcpServer((socket) => {
      void (async () => {
        await using file = await open(path, 'rb', { buffering: 0 });
        for (let byte; (byte = await file.read(1)).length > 0;) socket.write(byte);
        socket.end();
      })();
    }).listen(0);
    const socket = connect((server.address() as AddressInfo).port);
    expect(Buffer.concat((await socket.toArray()) as Buffer[])).toEqual(content);
    server.close();
  });

  it('AFS-016 takes a path, a URL, a Buffer and a descriptor, and calls the file by it', async () => {
    const path = folder.file('a.txt');
    const fd = fs.openSync(path, 'r');
    for (const name of [path, pathToFileURL(path), Buffer.from(path), fd]) {
      await using file = await open(name);
      expect(file.name).toBe(name);
      expect(await file.read()).toBe('0123456789');
    }
    expect(() => fs.fstatSync(fd)).toThrow('EBADF');
  });

  it('reads a descriptor from where it stands', async () => {
    const fd = fs.openSync(folder.file('a.txt'), 'r');
    fs.readSync(fd, Buffer.alloc(4));
    await using file = await open(fd);
    expect(await file.tell()).toBe(4);
    expect(await file.read()).toBe('456789');
  });

  it('AFS-017 refuses closefd false with a path, and leaves a descriptor open with it', async () => {
    const path = folder.file('a.txt');
    await expect(open(path, 'r', { closefd: false })).rejects.toThrow(RangeError);

    const fd = fs.openSync(path, 'r');
    await (await open(fd, 'r', { closefd: false })).close();
    expect(fs.fstatSync(fd).size).toBe(10);
    fs.closeSync(fd);
  });

  it('AFS-018 gives errors that are recognised as OSError and by their Python names', async () => {
    const path = folder.file('a.txt');
    const caught = await open(folder.at('missing')).catch((error: unknown) => error);
    expect(caught).toBeInstanceOf(Error);
    expect(caught).toBeInstanceOf(OSError);
    expect(caught).toBeInstanceOf(FileNotFoundError);
    expect(caught).not.toBeInstanceOf(FileExistsError);
    expect(caught).toMatchObject({ code: 'ENOENT', errno: -2, path: folder.at('missing') });
    await expect(open(folder.at())).rejects.toBeInstanceOf(IsADirectoryError);
    await expect(open(`${path}/below`)).rejects.toBeInstanceOf(NotADirectoryError);
    expect(new Error('no code')).not.toBeInstanceOf(OSError);
    expect(Object.assign(new Error('EPERM'), { code: 'EPERM', errno: -1, syscall: 'open' })).toBeInstanceOf(
      PermissionError,
    );
  });

  it('AFS-019 leaves no descriptor when it is aborted before it is done', async () => {
    const path = folder.file('a.txt');
    const controller = new AbortController();
    const opening = open(path, 'r', { signal: controller.signal });
    controller.abort(new Error('not wanted'));
    await expect(opening).rejects.toThrow('not wanted');
    // The check after each test finds a descriptor that stays.
  });

  it('opens nothing when the signal is aborted already', async () => {
    const opening = open(folder.at('new.txt'), 'w', { signal: AbortSignal.abort(new Error('too late')) });
    await expect(opening).rejects.toThrow('too late');
    expect(fs.existsSync(folder.at('new.txt'))).toBe(false);
  });

  it('opens a path with the opener', async () => {
    const path = folder.file('a.txt');
    const seen: unknown[] = [];
    const opener = (name: unknown, flags: number): number => {
      seen.push(name, flags);
      return fs.openSync(path, flags);
    };
    await using file = await open('elsewhere', 'r', { opener });
    expect(await file.read()).toBe('0123456789');
    expect(seen).toEqual(['elsewhere', fs.constants.O_RDONLY]);
    await expect(open('x', 'r', { opener: () => Promise.reject(new Error('refused')) })).rejects.toThrow('refused');
  });

  it.each([
    [{ encoding: 'klingon' }, RangeError, "encoding must be a known one, got 'klingon'"],
    [{ encoding: 5 }, TypeError, 'encoding must be a string, got 5'],
    [
      { errors: 'nope' },
      RangeError,
      "errors must be one of strict, ignore, replace, backslashreplace, surrogateescape, xmlcharrefreplace, got 'nope'",
    ],
    [{ newline: 'x' }, RangeError, "newline must be '', '\\n', '\\r' or '\\r\\n', got 'x'"],
    [{ buffering: 1.5 }, RangeError, 'buffering must be an integer, got 1.5'],
    [{ buffering: '1' }, TypeError, "buffering must be a number, got '1'"],
    [{ closefd: 1 }, TypeError, 'closefd must be a boolean, got 1'],
    [{ opener: 1 }, TypeError, 'opener must be a function, got 1'],
    [{ timeout: -1 }, RangeError, 'timeout must be zero or more, got -1'],
    [{ signal: 1 }, TypeError, 'signal must be an AbortSignal, got 1'],
    [null, TypeError, 'options must be an object, got null'],
  ])('refuses options that make no sense: %o', async (options, kind, message) => {
    const opening = open(folder.at('new.txt'), 'w', options as object);
    await expect(opening).rejects.toThrow(kind);
    await expect(opening).rejects.toThrow(message);
    expect(fs.existsSync(folder.at('new.txt'))).toBe(false);
  });

  it.each([undefined, null, {}, -1, 1.5, NaN])('refuses a name that is none: %o', async (name) => {
    await expect(open(name as string)).rejects.toThrow(/^file must be/);
  });
});

describe('OpenHandle', () => {
  it('iterates over the lines and closes the file at the end', async () => {
    const lines: string[] = [];
    for await (const line of open(folder.file('a.txt', TEN_LINES))) lines.push(line);
    expect(lines.join('')).toBe(TEN_LINES);
  });

  it('closes the file when the loop is left early, by break or by an error', async () => {
    const path = folder.file('a.txt', TEN_LINES);
    for await (const line of open(path)) if (line !== '') break;
    const failing = async (): Promise<void> => {
      for await (const line of open(path)) throw new Error(line);
    };
    await expect(failing()).rejects.toThrow('line 1');
  });

  it('closes the file when a line cannot be read', async () => {
    const reading = async (): Promise<void> => {
      for await (const line of open(folder.file('a.txt', Buffer.from([0xff])))) expect(line).toBe('never');
    };
    await expect(reading()).rejects.toThrow("can't decode byte 0xff");
  });

  it('closes the file when it is disposed of, awaited or not', async () => {
    const path = folder.file('a.txt');
    let file: AsyncTextIOWrapper;
    {
      await using handle = open(path);
      file = await handle;
    }
    expect(file.closed).toBe(true);
    {
      await using _handle = open(path);
    }
  });

  it('throws the error of the open where it is first seen, and once', async () => {
    const seen = async (): Promise<void> => {
      await using handle = open(folder.at('missing'));
      await handle;
    };
    await expect(seen()).rejects.toMatchObject({ code: 'ENOENT' });
    const unseen = async (): Promise<void> => {
      await using _handle = open(folder.at('missing'));
    };
    await expect(unseen()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

function errorOf(fn: () => unknown): NodeJS.ErrnoException {
  try {
    fn();
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
  throw new Error('it did not throw');
}
