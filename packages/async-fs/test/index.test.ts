import { describe, expect, it } from 'vitest';
import * as asyncFs from '../src/index.ts';

describe('the public names', () => {
  it('are these', () => {
    expect(Object.keys(asyncFs).toSorted()).toEqual([
      'AsyncBufferedIOBase',
      'AsyncBufferedReader',
      'AsyncFileIO',
      'AsyncTextIOWrapper',
      'BlockingIOError',
      'BrokenPipeError',
      'FileExistsError',
      'FileNotFoundError',
      'IsADirectoryError',
      'NotADirectoryError',
      'OSError',
      'PermissionError',
      'UnicodeDecodeError',
      'UnicodeEncodeError',
      'UnicodeError',
      'UnsupportedOperation',
      'atomicWrite',
      'open',
      'os',
      'path',
      'stderr',
      'stderrBytes',
      'stdin',
      'stdinBytes',
      'stdout',
      'stdoutBytes',
      'tempfile',
      'toReadable',
      'toReadableStream',
      'toWritable',
      'toWritableStream',
      'wrap',
    ]);
  });

  it('are these in os', () => {
    expect(Object.keys(asyncFs.os).toSorted()).toEqual([
      'F_OK',
      'R_OK',
      'W_OK',
      'X_OK',
      'access',
      'chmod',
      'getcwd',
      'link',
      'listdir',
      'makedirs',
      'mkdir',
      'path',
      'readlink',
      'remove',
      'removedirs',
      'rename',
      'renames',
      'replace',
      'rmdir',
      'scandir',
      'sendfile',
      'stat',
      'statvfs',
      'symlink',
      'unlink',
      'utime',
      'walk',
    ]);
  });

  it('are these in path and tempfile', () => {
    expect(Object.keys(asyncFs.path).toSorted()).toEqual([
      'abspath',
      'exists',
      'getatime',
      'getctime',
      'getmtime',
      'getsize',
      'isdir',
      'isfile',
      'islink',
      'ismount',
      'samefile',
      'sameopenfile',
    ]);
    expect(Object.keys(asyncFs.tempfile).toSorted()).toEqual([
      'NamedTemporaryFile',
      'SpooledTemporaryFile',
      'TemporaryDirectory',
      'TemporaryFile',
    ]);
  });
});
