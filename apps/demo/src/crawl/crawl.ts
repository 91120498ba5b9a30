import { taskGroup } from '@x/event-loop';
import { BaseExceptionGroup } from '@x/future';
import { Queue } from '@x/queue';
import { uninterrupted } from '../tasks/interruption.ts';
import type { Address } from './address.ts';
import type { PageRecord } from './record.ts';
import { Visitor, type VisitTools } from './visitor.ts';

/** Told of each visit that is over. */
export type OnVisit = (record: PageRecord) => void;

/**
 * Visits every address of the frontier, and those that its pages lead to, with `fetchers` tasks.
 *
 * @remarks
 * The body of the group moves addresses from the frontier into a bounded queue, and the fetchers take them from there.
 * Fetchers add what they find to the frontier, which never makes them wait: were they to put into the queue that they
 * take from, they could all wait for room at once.
 *
 * **Cancellation.** Ends all tasks. Pages and records that are being written are written to their end first.
 *
 * @throws {@link OutputFolderError} when a record cannot be written; all visits have ended then.
 */
export async function crawl(tools: VisitTools, fetchers: number, onVisit: OnVisit): Promise<void> {
  const { frontier, store } = tools;
  const visitor = new Visitor(tools);
  const queue = new Queue<Address>(fetchers);

  const fetchPages = async (fetcher: number): Promise<void> => {
    for await (const address of queue) {
      const record = await visitor.visit(address, fetcher);
      await uninterrupted(async () => {
        await store.append(record);
        onVisit(record);
      });
      frontier.done();
    }
  };

  const fetchAll = taskGroup(async (group) => {
    for (let fetcher = 1; fetcher <= fetchers; fetcher += 1) {
      // The group awaits them: a failure of one cancels the others, and comes out of it.
      void group.createTask(() => fetchPages(fetcher), { name: `fetcher ${fetcher}` });
    }
    for (let address = await frontier.next(); address !== undefined; address = await frontier.next()) {
      await queue.put(address);
    }
    queue.shutdown();
  });
  try {
    await fetchAll;
  } catch (error) {
    // A full disk fails many fetchers at once, and one of them can say so for all.
    throw error instanceof BaseExceptionGroup ? error.exceptions[0] : error;
  }
}
