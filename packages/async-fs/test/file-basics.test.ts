import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileExistsError, FileNotFoundError, open, os, path, tempfile } from '../src/index.ts';
import { collect } from './collect.ts';

/** A note book on disk: the program of which CPython's output was recorded, and is expected here. */
async function noteBook(print: (...values: unknown[]) => void): Promise<void> {
  await using folder = await tempfile.TemporaryDirectory();
  const file = `${folder.name}/notes.txt`;
  {
    await using book = await open(file, 'w');
    print('written:', await book.write('first line\n'), await book.write('zweite Zeile äöü\n'));
    await book.writelines(['third\n', 'no newline at the end']);
    await book.close();
    print('closed:', book.closed, 'name:', basename(String(book.name)), 'mode:', book.mode);
  }
  {
    await using book = await open(file);
    const text = await book.read();
    print('length:', Array.from(text).length, 'then empty:', [await book.read()]);
  }
  {
    await using book = await open(file);
    print('readline:', [await book.readline()], 'read(6):', [await book.read(6)]);
    print(
      'rest:',
      (await collect(book)).map((line) => line.replace(/\n$/, '')),
    );
  }
  {
    await using book = await open(file, 'a');
    await book.write('\nappended 😀 smile\n');
  }
  {
    await using book = await open(file);
    const lines = await book.readlines();
    const last = lines.at(-1) ?? '';
    print(
      'lines:',
      lines.length,
      'last:',
      last.trim(),
      'code points:',
      Array.from(last).length,
      'bytes:',
      await path.getsize(file),
    );
  }
  const book = await open(file);
  {
    await using open = book;
    let number = 0;
    for await (const line of open) {
      number++;
      if (!line.startsWith('third')) continue;
      print('found on line', number);
      break;
    }
    print('goes on with:', [await open.readline()]);
  }
  await book.read().catch((error: unknown) => print('closed file:', pythonName(error)));
  for (const mode of ['r', 'x', 'q'] as const) {
    try {
      await (await open(mode === 'r' ? `${file}.missing` : file, mode as 'r')).close();
    } catch (error) {
      print(mode, pythonName(error));
    }
  }
  await (await open(file, 'w')).close();
  print('emptied:', (await os.stat(file)).size);
}

describe('file_basics', () => {
  it('prints what CPython prints', async () => {
    const lines: string[] = [];
    await noteBook((...values) => lines.push(values.map(shown).join(' ')));
    expect(lines).toEqual([
      'written: 11 17',
      'closed: true name: notes.txt mode: w',
      "length: 55 then empty: ['']",
      "readline: ['first line\\n'] read(6): ['zweite']",
      "rest: [' Zeile äöü', 'third', 'no newline at the end']",
      'lines: 5 last: appended 😀 smile code points: 17 bytes: 79',
      'found on line 3',
      "goes on with: ['no newline at the end\\n']",
      // ValueError about a state.
      'closed file: InvalidStateError',
      'r FileNotFoundError',
      'x FileExistsError',
      // ValueError about an argument.
      'q RangeError',
      'emptied: 0',
    ]);
  });
});

function shown(value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return `[${value.map((one) => `'${String(one).replace('\n', '\\n')}'`).join(', ')}]`;
}

function pythonName(error: unknown): string {
  if (error instanceof FileNotFoundError) return 'FileNotFoundError';
  if (error instanceof FileExistsError) return 'FileExistsError';
  return (error as Error).name;
}
