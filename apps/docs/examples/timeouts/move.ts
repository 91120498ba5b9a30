import { getRunningLoop, run, sleep, timeout } from '@x/event-loop';

await run(async () => {
  await timeout(30, async (limit) => {
    for (const chunk of ['first', 'second', 'third']) {
      await sleep(20);
      console.log(chunk, 'chunk');
      limit.reschedule(getRunningLoop().time() + 30); // 30 ms from now, for the next one
    }
  });
  console.log('all of it');
});
