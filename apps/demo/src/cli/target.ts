import { currentTask } from '@x/event-loop';
import { openEmbeddedSite } from '../site/embedded-site.ts';
import { LATENCY } from '../site/latency.ts';
import type { Progress } from './progress.ts';

/** A site to survey. */
export interface Target extends AsyncDisposable {
  /** What it is called. */
  readonly name: string;
  readonly start: string;
  /** Said of the site in the report. */
  readonly note?: string;
  /** Requests at a time that its hosts may be asked to bear; no bound when missing. */
  readonly perHost?: number;
}

/** What a host on the net bears without anybody having asked it, in requests at a time. */
export const POLITE = 8;

/** The site at `url`; without one, the embedded site, which is started. Says which. */
export async function openTarget(url: string | undefined, progress: Progress): Promise<Target> {
  if (url !== undefined)
    return { name: url, start: url, perHost: POLITE, [Symbol.asyncDispose]: () => Promise.resolve() };

  progress.note('No address given: starting the embedded site ...');
  const site = await openEmbeddedSite(currentTask()?.signal);
  const note =
    `It is served on this machine at ${site.origin}: ${site.pages} pages, the documentation of the packages installed ` +
    `here, each with a latency of its own from ${LATENCY.shortest} to ${LATENCY.longest} ms (seed ${LATENCY.seed}).`;
  progress.note(note);
  return {
    name: 'the embedded site',
    start: site.origin,
    note,
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}
