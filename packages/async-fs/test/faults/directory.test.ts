import * as fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IsADirectoryError, open } from '../../src/index.ts';
import { temporaryFolder } from '../folder.ts';

const folder = temporaryFolder();

describe('a directory that is opened as a file', () => {
  it.each(['r', 'rb', 'r+', 'w', 'ab'] as const)('is refused in mode %s, with path and operation', async (mode) => {
    const opening = open(folder.at(), mode);
    await expect(opening).rejects.toBeInstanceOf(IsADirectoryError);
    await expect(opening).rejects.toMatchObject({
      message: `EISDIR: illegal operation on a directory, open '${folder.at()}'`,
      code: 'EISDIR',
      syscall: 'open',
      path: folder.at(),
    });
  });

  it('is refused as a descriptor, which stays with its owner', async () => {
    const fd = fs.openSync(folder.at(), 'r');
    await expect(open(fd)).rejects.toMatchObject({ code: 'EISDIR' });
    fs.closeSync(fd);
  });
});
