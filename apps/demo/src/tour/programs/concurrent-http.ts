/** The same requests at the same time. */
import { currentTask, gather, getRunningLoop, run } from '@x/event-loop';
import { serve } from './support/slow-server.ts';

async function fetchPage(url: string): Promise<void> {
  const signal = currentTask()?.signal ?? null; // cancelling the task ends its request
  const answer = await fetch(url, { signal });
  console.log(await answer.text());
}

async function main(origin: string): Promise<void> {
  const loop = getRunningLoop();
  const start = loop.time();
  const requests = ['/300', '/200', '/100'].map((path) => () => fetchPage(origin + path));
  await gather(requests);
  console.log(`all done after ${((loop.time() - start) / 1000).toFixed(1)} s`);
}

await using server = await serve();
await run(() => main(server.origin));
