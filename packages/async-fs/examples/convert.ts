// Makes a UTF-8 file with Unix line ends of one in Latin-1 with those of Windows.
import { open, tempfile } from '@x/async-fs';

await using directory = await tempfile.TemporaryDirectory();
const [before, after] = [`${directory.name}/before.txt`, `${directory.name}/after.txt`];
{
  await using file = await open(before, 'w', { encoding: 'latin-1', newline: '\r\n' });
  await file.writelines(['Grüße\n', 'aus Köln\n']);
}

await using source = await open(before, 'r', { encoding: 'latin-1' });
await using target = await open(after, 'w', { newline: '\n' });
for await (const line of source) await target.write(line);
await target.close();
console.log(source.newlines === '\r\n');

await using bytes = await open(after, 'rb');
console.log((await bytes.read()).toString('hex'));

/* prints
true
4772c3bcc39f650a617573204bc3b66c6e0a
*/
