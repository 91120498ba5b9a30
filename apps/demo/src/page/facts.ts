import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { decodeHtml } from './decode.ts';
import { type HtmlError, parseHtml } from './html.ts';
import { readingMinutes, wordsOf } from './words.ts';

/** A page as the server sent it. */
export interface PageSource {
  /** Where it was found. */
  readonly url: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** What a survey finds out about a page. */
export interface PageFacts {
  readonly title: string;
  /** The language that the page declares, such as `en`; empty when it declares none. */
  readonly language: string;
  /** Addresses of the pages it links to, each once, without fragments. */
  readonly links: readonly string[];
  readonly words: number;
  readonly readingMinutes: number;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly sha256: string;
  /** How many places are not valid HTML. */
  readonly htmlErrorCount: number;
  /** The first few of them. */
  readonly htmlErrors: readonly HtmlError[];
}

/** Errors of one page to remember: one mistake often brings hundreds after it. */
const HTML_ERRORS_KEPT = 5;

/** The CPU-bound part of a survey: reads one page. */
export function readPage({ url, contentType, body }: PageSource): PageFacts {
  const { title, language, text, hrefs, base, errors } = parseHtml(decodeHtml(body, contentType));
  const words = wordsOf(text).length;
  return {
    title,
    language,
    links: resolveLinks(hrefs, base === undefined ? url : (URL.parse(base, url)?.href ?? url)),
    words,
    readingMinutes: readingMinutes(words),
    bytes: body.length,
    gzipBytes: gzipSync(body).length,
    sha256: createHash('sha256').update(body).digest('hex'),
    htmlErrorCount: errors.length,
    htmlErrors: errors.slice(0, HTML_ERRORS_KEPT),
  };
}

function resolveLinks(hrefs: readonly string[], base: string): string[] {
  const links = new Set<string>();
  for (const href of hrefs) {
    const url = URL.parse(href, base);
    if (url === null || !/^https?:$/.test(url.protocol)) continue;
    url.hash = '';
    links.add(url.href);
  }
  return [...links];
}
