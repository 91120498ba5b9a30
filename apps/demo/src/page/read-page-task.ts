import { sharedNow } from '../crawl/survey-clock.ts';
import { type PageFacts, type PageSource, readPage as readFacts } from './facts.ts';

/** A page that was read, and what it took. */
export interface PageReading {
  readonly facts: PageFacts;
  readonly work: WorkDone;
}

/** The work behind one result, told by the process that did it. */
export interface WorkDone {
  /** Its process id. */
  readonly worker: number;
  /** When it began and ended, by the clock that the processes share. */
  readonly from: number;
  readonly to: number;
  /** CPU time that the process has used since its own start, in milliseconds. */
  readonly cpu: number;
}

/** The facts about a page, as a task for a worker process or for this one. */
export function readPage(source: PageSource): PageReading {
  const from = sharedNow();
  const facts = readFacts(source);
  const to = sharedNow();
  const { user, system } = process.cpuUsage();
  return { facts, work: { worker: process.pid, from, to, cpu: (user + system) / 1000 } };
}
