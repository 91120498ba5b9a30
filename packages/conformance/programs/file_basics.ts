/** A note book on disk. */
import { basename, join } from 'node:path';
import { open, path as files, tempfile } from '@x/async-fs';
import { type Print, repr, typeName } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  await using folder = await tempfile.TemporaryDirectory();
  const path = join(folder.name, 'notes.txt');
  const book = await open(path, 'w', { encoding: 'utf-8' });
  {
    await using _ = book;
    print('written:', await book.write('first line\n'), await book.write('zweite Zeile äöü\n'));
    await book.writelines(['third\n', 'no newline at the end']);
  }
  print('closed:', book.closed, 'name:', basename(String(book.name)), 'mode:', book.mode);
  {
    await using book = await open(path, 'r', { encoding: 'utf-8' });
    const text = await book.read();
    print('length:', Array.from(text).length, 'then empty:', repr(await book.read()));
  }
  {
    await using book = await open(path, 'r', { encoding: 'utf-8' });
    print('readline:', repr(await book.readline()), 'read(6):', repr(await book.read(6)));
    const rest: string[] = [];
    for await (const line of book) rest.push(line.replace(/\n$/, ''));
    print('rest:', rest);
  }
  {
    await using book = await open(path, 'a', { encoding: 'utf-8' });
    await book.write('\nappended 😀 smile\n');
  }
  {
    await using book = await open(path, 'r', { encoding: 'utf-8' });
    const lines = await book.readlines();
    const last = lines.at(-1) ?? '';
    const points = Array.from(last).length;
    print('lines:', lines.length, 'last:', last.trim(), 'code points:', points, 'bytes:', await files.getsize(path));
  }
  const reading = await open(path, 'r', { encoding: 'utf-8' });
  {
    await using _ = reading;
    let number = 0;
    for await (const line of reading) {
      number += 1;
      if (line.startsWith('third')) {
        print('found on line', number);
        break;
      }
    }
    print('goes on with:', repr(await reading.readline()));
  }
  try {
    await reading.read();
  } catch (error) {
    print('closed file:', typeName(error));
  }
  for (const mode of ['r', 'x', 'q'] as const) {
    try {
      const opened = await open(mode === 'r' ? `${path}.missing` : path, mode as 'r');
      await opened.close();
    } catch (error) {
      print(mode, typeName(error));
    }
  }
  await (await open(path, 'w', { encoding: 'utf-8' })).close();
  print('emptied:', await files.getsize(path));
}
