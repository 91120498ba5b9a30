import { CancelledError, createTask, run, sleep } from '@x/event-loop';

await run(async () => {
  const upload = createTask(async () => {
    try {
      for (let part = 1; ; part += 1) {
        console.log('sending part', part);
        await sleep(20); // a cancelled task goes on here, with an error
      }
    } finally {
      await sleep(5); // waiting is fine here, too
      console.log('connection closed');
    }
  });

  await sleep(50);
  upload.cancel('the user left');
  try {
    await upload;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    console.log('cancelled:', error.args[0]);
  }
});
