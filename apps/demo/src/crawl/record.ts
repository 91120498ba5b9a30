import type { HtmlError } from '../page/html.ts';

/** One address and what became of it: a line of `pages.ndjson`. */
export type PageRecord = SurveyedPage | RedirectedPage | OtherResource | FailedPage;

interface Visited {
  readonly url: string;
  /** The page on which the address was found first. */
  readonly from?: string | undefined;
  /** How many links lie between the start and this page. */
  readonly depth: number;
  readonly times: VisitTimes;
}

/** A page that was fetched, read and saved. */
export interface SurveyedPage extends Visited {
  readonly outcome: 'surveyed';
  /** Where the page is kept, from the output folder. */
  readonly file: string;
  readonly contentType: string;
  readonly title: string;
  readonly language: string;
  readonly words: number;
  readonly readingMinutes: number;
  readonly bytes: number;
  readonly gzipBytes: number;
  readonly sha256: string;
  /** Pages of the surveyed site that it links to. */
  readonly linksInside: number;
  /** Pages elsewhere that it links to. */
  readonly linksOutside: number;
  readonly htmlErrorCount: number;
  readonly htmlErrors: readonly HtmlError[];
}

/** An address that only says where the page is. */
export interface RedirectedPage extends Visited {
  readonly outcome: 'redirected';
  readonly status: number;
  readonly target: string;
}

/** An address that holds something other than HTML. */
export interface OtherResource extends Visited {
  readonly outcome: 'other';
  readonly contentType: string;
}

/** An address that could not be surveyed. */
export interface FailedPage extends Visited {
  readonly outcome: 'failed';
  readonly error: { readonly code: string; readonly message: string };
}

/** When a visit reached each of its stages, in milliseconds since the survey began. */
export interface VisitTimes {
  /** Which fetcher went there, from 1. */
  readonly fetcher: number;
  /** A fetcher took the address from the queue. */
  readonly taken: number;
  /** The host had a request to spare. */
  readonly admitted?: number;
  /** The head of the answer came. */
  readonly answered?: number;
  /** The last byte came. */
  readonly received?: number;
  /** The page was saved. */
  readonly saved?: number;
  /** The page was being read, by the process with this id. */
  readonly read?: { readonly from: number; readonly to: number; readonly worker: number };
  /** The visit was over. */
  readonly ended: number;
}
