import { registerError } from '@x/future';

/** An error of our own, known in the program and in the workers. */
export class NotAWord extends Error {
  override readonly name = 'NotAWord';
}

registerError(NotAWord);

/** Ordinary functions of an ordinary module: they run in workers when a pool is asked to. */
export function countVowels(word: string): number {
  if (word === '') throw new NotAWord('empty');
  return word.match(/[aeiou]/g)?.length ?? 0;
}

export function area(width: number, height: number): number {
  return width * height;
}

export function exit(code: number): never {
  process.exit(code);
}
