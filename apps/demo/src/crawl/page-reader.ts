import type { PageSource } from '../page/facts.ts';
import { type PageReading, readPage } from '../page/read-page-task.ts';

/** Whoever does the CPU-bound part of a visit. */
export interface PageReader extends AsyncDisposable {
  /**
   * Reads one page.
   *
   * @throws Error when the worker that read it died.
   */
  read(source: PageSource): PromiseLike<PageReading>;
  /** CPU time of the processes that read pages, this one left out, in milliseconds. */
  readonly workersCpu: number;
}

/** Reads pages in this process, between everything else that it does. */
export function createLocalReader(): PageReader {
  return {
    read: (source) => Promise.resolve(readPage(source)),
    workersCpu: 0,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
