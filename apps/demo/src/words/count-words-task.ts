import { readFileSync } from 'node:fs';
import { decodeHtml } from '../page/decode.ts';
import { parseHtml } from '../page/html.ts';
import { wordsOf } from '../page/words.ts';

/** A saved page. */
export interface SavedPage {
  readonly path: string;
  /** From the output folder. */
  readonly file: string;
  readonly contentType: string;
}

/** How often each word occurs on a page. */
export interface PageWords {
  readonly file: string;
  readonly counts: ReadonlyMap<string, number>;
}

/** The words of one saved page, without regard to case, as a task for a worker process. */
export function countWords({ path, file, contentType }: SavedPage): PageWords {
  const { title, text } = parseHtml(decodeHtml(readFileSync(path), contentType));
  const counts = new Map<string, number>();
  for (const word of wordsOf(`${title}\n${text}`.toLowerCase())) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { file, counts };
}
