/** Requests one after the other. */
import { serve } from './support/slow-server.ts';

async function fetchPage(url: string): Promise<void> {
  const answer = await fetch(url);
  console.log(await answer.text());
}

await using server = await serve();

const start = performance.now();
for (const path of ['/300', '/200', '/100']) {
  await fetchPage(server.origin + path);
}
console.log(`all done after ${((performance.now() - start) / 1000).toFixed(1)} s`);
