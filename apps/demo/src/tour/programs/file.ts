/** A file, written and read by line in a coroutine. */
import { join } from 'node:path';
import { open, tempfile } from '@x/async-fs';
import { run } from '@x/event-loop';

async function main(path: string): Promise<void> {
  {
    await using file = await open(path, 'w');
    await file.write('first line\n');
    await file.writelines(['second line\n', 'third line\n']);
  }
  await using file = await open(path);
  for await (const line of file) {
    console.log('read:', line.trimEnd());
  }
  await file.seek(6);
  console.log('from 6 on:', await file.read(4));
}

await using folder = await tempfile.TemporaryDirectory();
await run(() => main(join(folder.name, 'notes.txt')));
