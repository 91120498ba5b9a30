import { gather, run, sleep } from '@x/event-loop';
import { Semaphore } from '@x/sync';

await run(async () => {
  const atOnce = new Semaphore(2);
  let running = 0;
  let most = 0;

  const visit = (page: number) => () =>
    atOnce.with(async () => {
      most = Math.max(most, ++running);
      await sleep(10);
      running -= 1;
      return `page ${page}`;
    });

  const pages = await gather([1, 2, 3, 4, 5].map(visit));
  console.log(pages.length, 'pages,', most, 'at a time');
});
