import { run, sleep, timeout, TimeoutError } from '@x/event-loop';

await run(async () => {
  try {
    await timeout(20, async () => {
      console.log('looking …');
      await sleep(60_000);
    });
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log('gave up');
  }
});
