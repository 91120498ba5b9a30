import type { PageWords } from './count-words-task.ts';

/** What a report shows of the index. */
export interface WordSummary {
  /** Different words. */
  readonly words: number;
  /** Pages counted. */
  readonly pages: number;
  /** The words that tell most about the site, most frequent first. */
  readonly telling: readonly TellingWord[];
}

/** A word that tells what a site is about. */
export interface TellingWord {
  readonly word: string;
  /** Occurrences on all pages. */
  readonly count: number;
  /** Pages with the word. */
  readonly pages: number;
}

const TELLING_WORDS = 24;
const FEW_PAGES = 5;

/** Which words a site uses, how often, and on which of its pages. */
export class WordIndex {
  readonly #pagesOf = new Map<string, Map<string, number>>();
  #pages = 0;

  /** Takes in the words of one page; the order of the pages makes no difference. */
  add({ file, counts }: PageWords): void {
    this.#pages += 1;
    for (const [word, count] of counts) {
      const pages = this.#pagesOf.get(word);
      if (pages === undefined) this.#pagesOf.set(word, new Map([[file, count]]));
      else pages.set(file, count);
    }
  }

  /** The index as lines of JSON, one for each word, most frequent first; with the pages that use it most first. */
  *lines(): Generator<string> {
    for (const { word, count } of this.#entries().sort(byCount)) {
      const pages = [...(this.#pagesOf.get(word) ?? [])].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
      yield `${JSON.stringify({ word, count, pages: Object.fromEntries(pages) })}\n`;
    }
  }

  summarize(): WordSummary {
    const weigh = ({ count, pages }: TellingWord): number => count * Math.log((this.#pages + 1) / pages);
    // What most pages use says nothing of any; on a site of a few pages that cannot be told.
    const commonFrom = Math.max(this.#pages / 2, FEW_PAGES);
    const telling = this.#entries()
      .filter(({ word, pages }) => /^\p{L}{3,}$|^\p{Script=Han}$/u.test(word) && pages <= commonFrom)
      .sort((a, b) => weigh(b) - weigh(a) || byCount(a, b))
      .slice(0, TELLING_WORDS)
      .sort(byCount);
    return { words: this.#pagesOf.size, pages: this.#pages, telling };
  }

  #entries(): TellingWord[] {
    return Array.from(this.#pagesOf, ([word, pages]) => {
      let count = 0;
      for (const occurrences of pages.values()) count += occurrences;
      return { word, count, pages: pages.size };
    });
  }
}

function byCount(a: TellingWord, b: TellingWord): number {
  return b.count - a.count || (a.word < b.word ? -1 : 1);
}
