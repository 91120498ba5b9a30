/** Count words in many files, one process task per file. */
import { basename, join } from 'node:path';
import { open, tempfile } from '@x/async-fs';
import { ProcessPoolExecutor, taskModule } from '@x/executor';
import { asCompleted } from '@x/future';
import { f, type Print, typeName } from './py-print.ts';
import { countFile as countHere, NoFile } from './tasks/counting.ts';

const VERSES = [
  'the cat sat on the mat',
  'the dog lay on the rug and the cat slept',
  'a bird on a wire',
  'no cat no dog no bird',
  'the mat the rug the wire',
];

const { countFile, longest } = taskModule<typeof import('./tasks/counting.ts')>(
  new URL('./tasks/counting.ts', import.meta.url),
);

type Counts = Map<string, number>;

function merge(counters: Iterable<Counts>): Counts {
  const total: Counts = new Map();
  for (const counter of counters) {
    for (const [word, times] of counter) total.set(word, (total.get(word) ?? 0) + times);
  }
  return total;
}

const sumOf = (counts: Counts): number => [...counts.values()].reduce((sum, times) => sum + times, 0);

async function writeFiles(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (let number = 0; number < 10; number++) {
    const path = join(folder, `verse-${number}.txt`);
    await using out = await open(path, 'w', { encoding: 'utf-8' });
    for (let turn = 0; turn <= number; turn++) await out.write(`${VERSES[(number + turn) % VERSES.length]}\n`);
    paths.push(path);
  }
  return paths;
}

export async function main(print: Print): Promise<void> {
  await using folder = await tempfile.TemporaryDirectory();
  await using pool = new ProcessPoolExecutor({ maxWorkers: 2 });
  const paths = await writeFiles(folder.name);
  const total = merge(await Array.fromAsync(pool.mapWith({ chunksize: 4 }, countFile, paths)));
  print('words', sumOf(total), 'different', total.size);
  const sorted = [...total].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  for (const [word, times] of sorted.slice(0, 5)) print(f`  ${word}: ${times}`);
  const alone = merge(paths.map(countHere));
  print('same alone:', total.size === alone.size && [...total].every(([word, times]) => alone.get(word) === times));
  print('longest:', await Array.fromAsync(pool.map(longest, paths.slice(0, 4))));
  const some = [...paths.slice(0, 3), join(folder.name, 'lost.txt')];
  const futures = new Map(some.map((path) => [pool.submit(countFile, path), basename(path)]));
  const report = new Map<string, string>();
  for await (const future of asCompleted(futures.keys())) {
    const name = futures.get(future) ?? '';
    try {
      report.set(name, `${sumOf(future.result())} words`);
    } catch (error) {
      if (!(error instanceof NoFile)) throw error;
      report.set(name, `${typeName(error)} ${error.message}`);
    }
  }
  for (const name of [...report.keys()].sort()) print(name, '->', report.get(name));
}
