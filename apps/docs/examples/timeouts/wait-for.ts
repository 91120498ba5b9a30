import { createTask, run, shield, sleep, TimeoutError, waitFor } from '@x/event-loop';

await run(async () => {
  const backup = createTask(async () => {
    await sleep(40);
    return 'saved';
  });
  try {
    await waitFor(shield(backup), 20); // without shield(), backup would be cancelled
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    console.log('still at it');
  }
  console.log(await backup);
});
