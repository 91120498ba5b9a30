// Counts the words of all text files below a directory, in batches of lines: no file has to fit into memory.
import { open, os, tempfile } from '@x/async-fs';

await using directory = await tempfile.TemporaryDirectory();
await os.makedirs(`${directory.name}/poems`);
for (const [name, text] of [
  ['poems/one.txt', 'to be or not to be\nthat is the question\n'],
  ['poems/two.txt', 'the rest is silence\n'],
] as const) {
  await using file = await open(`${directory.name}/${name}`, 'w');
  await file.write(text);
}

const counts = new Map<string, number>();
for await (const [path, , names] of os.walk(directory.name)) {
  for (const name of names) {
    await using file = await open(`${path}/${name}`);
    for await (const lines of file.lineBatches()) {
      for (const word of lines.flatMap((line) => line.split(/\s+/))) {
        if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
      }
    }
  }
}
const most = [...counts].sort(([one, a], [other, b]) => b - a || one.localeCompare(other)).slice(0, 3);
for (const [word, count] of most) console.log(word, count);

/* prints
be 2
is 2
the 2
*/
