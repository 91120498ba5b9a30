// Calls that overlap are measured each from its start to its end, however it ends.
import { Timer } from '@x/codetiming';

const timer = new Timer({ name: 'load', logger: null });

const load = timer.wrap(async (page: number) => {
  await new Promise((resolve) => setTimeout(resolve, 20 * page));
  if (page === 3) throw new Error(`there is no page ${page}`);
  return `page ${page}`;
});

const pages = await Promise.allSettled([load(1), load(2), load(3)]);
console.log(pages.map(({ status }) => status).join(', '));

const { timers } = Timer;
console.log(`${timers.count('load')} calls, the longest three times the shortest:`);
console.log(timers.max('load') > 2 * timers.min('load'));

/* prints
fulfilled, fulfilled, rejected
3 calls, the longest three times the shortest:
true
*/
