import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { registerError } from '@x/future';

export class NoFile extends Error {
  override readonly name = 'NoFile';
}

registerError(NoFile);

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** How many words a page has, and the one it has most often. */
export function countWords(text: string): [count: number, most: string] {
  const words = wordsOf(text).filter((word) => !word.startsWith('/'));
  const times = (word: string): number => words.filter((other) => other === word).length;
  const most = [...new Set(words)].sort().reduce((best, word) => (times(word) > times(best) ? word : best));
  return [words.length, most];
}

/** How often each word stands in a file. */
export function countFile(path: string): Map<string, number> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new NoFile(basename(path), { cause: error });
  }
  const counts = new Map<string, number>();
  for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The longest word of a file; of several, the last in the alphabet. */
export function longest(path: string): string {
  const longer = (a: string, b: string): boolean => a.length > b.length || (a.length === b.length && a > b);
  return wordsOf(readFileSync(path, 'utf8')).reduce((best, word) => (longer(word, best) ? word : best));
}
