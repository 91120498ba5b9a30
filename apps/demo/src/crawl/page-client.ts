import { currentTask, timeout } from '@x/event-loop';
import { RuntimeError, TimeoutError } from '@x/future';
import type { Stages } from './stages.ts';
import { PageTimeoutError } from './errors.ts';
import { type Answer, fetchPage } from './fetch-page.ts';
import { HostLimits } from './host-limits.ts';
import type { CrawlLimits } from './limits.ts';
import { networkError } from './network-error.ts';
import type { VisitLog } from './visit-log.ts';

/** Asks hosts for pages, and no more of one host at a time than it is meant to bear. */
export class PageClient {
  readonly #limits: CrawlLimits;
  readonly #hosts: HostLimits;
  readonly #ask: (url: string, log: VisitLog) => Promise<Answer>;

  constructor(limits: CrawlLimits, stages: Stages) {
    this.#limits = limits;
    this.#hosts = new HostLimits(limits.perHost);
    this.#ask = stages.wrap('fetch', (url: string, log: VisitLog) => ask(url, limits, log));
  }

  /**
   * Asks for the page at `url`; call it in a task.
   *
   * @remarks
   * **Cancellation.** The request ends with the task, and the host is free for the next one.
   *
   * @throws {@link PageError} when there is no page to be had.
   */
  get(url: string, log: VisitLog): Promise<Answer> {
    const { pageTimeout } = this.#limits;
    return this.#hosts.at(url).with(async () => {
      log.mark('admitted');
      try {
        return await timeout(pageTimeout, () => this.#ask(url, log));
      } catch (error) {
        if (error instanceof TimeoutError) throw new PageTimeoutError(url, pageTimeout, { cause: error });
        throw networkError(url, error) ?? error;
      } finally {
        log.mark('received');
      }
    });
  }
}

function ask(url: string, { maxBytes }: CrawlLimits, log: VisitLog): Promise<Answer> {
  const task = currentTask();
  if (task === undefined) throw new RuntimeError('a page can only be asked for in a task');
  // A time limit cancels the task for a moment, and cancelling it aborts its signal: one way to end a request for both.
  return fetchPage(url, { signal: task.signal, maxBytes, onAnswer: () => log.mark('answered') });
}
