import { createTask, run, sleep } from '@x/event-loop';

async function poll(): Promise<void> {
  for (;;) {
    console.log('polling');
    await sleep(200);
  }
}

await run(async () => {
  const polling = createTask(poll);
  await sleep(500);
  polling.cancel();
  await polling.catch((error: unknown) => console.log((error as Error).name));
});
