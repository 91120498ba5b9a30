// Three stages, each with a bounded queue before it: a slow stage slows down those before it, and nothing piles up.
import { Queue } from '@x/queue';

const raw = new Queue<string>(2);
const words = new Queue<string[]>(2);

async function read(lines: readonly string[]): Promise<void> {
  for (const line of lines) await raw.put(line);
  raw.shutdown();
}

async function split(): Promise<void> {
  for await (const line of raw) await words.put(line.split(' '));
  words.shutdown();
}

async function count(): Promise<number> {
  let total = 0;
  for await (const { length } of words) total += length;
  return total;
}

const [, , total] = await Promise.all([read(['to be or not', 'to be', 'that is']), split(), count()]);
console.log(total, 'words');

/* prints
8 words
*/
