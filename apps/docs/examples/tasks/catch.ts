import { createTask, rethrowIfCancelled, run, sleep } from '@x/event-loop';

async function poll(): Promise<void> {
  for (;;) {
    try {
      await sleep(10);
      throw new RangeError('no answer');
    } catch (error) {
      rethrowIfCancelled(error); // without it, cancel() would be one more failure to retry
      console.log('again, after:', String(error));
    }
  }
}

await run(async () => {
  const polling = createTask(poll);
  await sleep(25);
  polling.cancel();
  await polling.catch(() => console.log('stopped'));
});
