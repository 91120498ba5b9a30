// One after the other takes the sum of the times; gather() takes the longest of them.
import { gather, getRunningLoop, run, sleep } from '@x/event-loop';

async function fetchPage(name: string, time: number) {
  await sleep(time);
  console.log('got', name);
  return `page ${name}`;
}

await run(async () => {
  const loop = getRunningLoop();

  let start = loop.time();
  await fetchPage('a', 100);
  await fetchPage('b', 150);
  await fetchPage('c', 50);
  console.log('in sequence:', loop.time() - start, 'ms');

  start = loop.time();
  const pages = await gather([() => fetchPage('a', 100), () => fetchPage('b', 150), () => fetchPage('c', 50)]);
  console.log('gathered:', loop.time() - start, 'ms', pages);
});
