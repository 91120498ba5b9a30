import { BaseException, BrokenExecutor } from '@x/future';
import type { PageSource } from '../page/facts.ts';
import type { PageReading } from '../page/read-page-task.ts';
import type { SurveyStore } from '../store/survey-store.ts';
import type { Stages } from './stages.ts';
import { uninterrupted } from '../tasks/interruption.ts';
import type { Address } from './address.ts';
import { PageError, PageNotReadError, PageNotSavedError } from './errors.ts';
import type { PageAnswer } from './fetch-page.ts';
import type { Frontier } from './frontier.ts';
import type { PageClient } from './page-client.ts';
import type { PageReader } from './page-reader.ts';
import type { PageRecord, SurveyedPage } from './record.ts';
import { Redirects } from './redirects.ts';
import type { Scope } from './scope.ts';
import type { SurveyClock } from './survey-clock.ts';
import { VisitLog } from './visit-log.ts';

/** What visits have in common. */
export interface VisitTools {
  readonly client: PageClient;
  readonly reader: PageReader;
  readonly store: SurveyStore;
  readonly scope: Scope;
  readonly frontier: Frontier;
  readonly clock: SurveyClock;
  readonly stages: Stages;
}

/** Goes to one address after the other: fetches the page, keeps it, reads it, and notes where its links lead. */
export class Visitor {
  readonly #tools: VisitTools;
  readonly #redirects = new Redirects();
  readonly #save: (url: string, body: Uint8Array) => Promise<string>;
  readonly #read: (source: PageSource, file: string) => Promise<PageReading>;

  constructor(tools: VisitTools) {
    const { stages, store, reader } = tools;
    this.#tools = tools;
    this.#save = stages.wrap('save', (url: string, body: Uint8Array) => savePage(store, url, body));
    this.#read = stages.wrap('read', (source: PageSource, file: string) => readPage(reader, source, file));
  }

  /**
   * Visits an address, as the task of fetcher `fetcher`.
   *
   * @remarks
   * What is wrong with the page is part of the record; what is thrown is wrong with the survey.
   *
   * **Cancellation.** A page that is being saved is saved to its end first.
   */
  async visit(address: Address, fetcher: number): Promise<PageRecord> {
    const { client, clock } = this.#tools;
    const { url, from, depth } = address;
    const log = new VisitLog(fetcher, clock);
    try {
      const answer = await client.get(url, log);
      switch (answer.kind) {
        case 'redirect':
          this.#follow(address, answer.target);
          return {
            outcome: 'redirected',
            url,
            from,
            depth,
            status: answer.status,
            target: answer.target,
            times: log.end(),
          };
        case 'other':
          return { outcome: 'other', url, from, depth, contentType: answer.contentType, times: log.end() };
        case 'page': {
          const found = await this.#survey(address, answer, log);
          return { outcome: 'surveyed', url, from, depth, ...found, times: log.end() };
        }
      }
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      const { code, message } = error;
      return { outcome: 'failed', url, from, depth, error: { code, message }, times: log.end() };
    }
  }

  #follow(address: Address, target: string): void {
    const { scope, frontier } = this.#tools;
    this.#redirects.add(address, target);
    if (address.depth === 0) scope.include(target);
    if (!scope.includes(target)) return;
    frontier.add({ ...address, url: target, redirects: [...address.redirects, address.url] });
  }

  /** Keeps the page first: whatever happens while it is read, it is on the disk. */
  async #survey(address: Address, { body, contentType }: PageAnswer, log: VisitLog): Promise<Findings> {
    const { url } = address;
    const file = await uninterrupted(() => this.#save(url, body));
    log.mark('saved');

    const { facts, work } = await this.#read({ url, contentType, body }, file);
    log.markRead(work);

    const { links, ...findings } = facts;
    const linksInside = this.#addLinks(address, links);
    return { file, contentType, ...findings, linksInside, linksOutside: links.length - linksInside };
  }

  /** Hands links that stay on the site to the frontier, and counts them. */
  #addLinks({ url, depth }: Address, links: readonly string[]): number {
    const { scope, frontier } = this.#tools;
    const inside = links.filter((link) => scope.includes(link));
    for (const link of inside) frontier.add({ url: link, from: url, depth: depth + 1, redirects: [] });
    return inside.length;
  }
}

/** What a page adds to its record. */
type Findings = Omit<SurveyedPage, 'outcome' | 'url' | 'from' | 'depth' | 'times'>;

async function savePage(store: SurveyStore, url: string, body: Uint8Array): Promise<string> {
  try {
    return await store.savePage(url, body);
  } catch (error) {
    if (error instanceof BaseException) throw error;
    throw new PageNotSavedError(url, { cause: error });
  }
}

async function readPage(reader: PageReader, source: PageSource, file: string): Promise<PageReading> {
  try {
    return await reader.read(source);
  } catch (error) {
    // A page can be at fault; an executor that is broken, or a task that is cancelled, is another matter.
    if (error instanceof BaseException || error instanceof BrokenExecutor) throw error;
    throw new PageNotReadError(source.url, file, { cause: error });
  }
}
