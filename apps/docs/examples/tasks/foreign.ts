import { createTask, guard, run, sleep } from '@x/event-loop';

/** Stands for a library that knows of no signals. */
const oldDriver = (): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('rows'), 500));

await run(async () => {
  const query = createTask(async () => {
    await guard(oldDriver());
    console.log('never printed');
  });
  await sleep(10);
  query.cancel();
  await query.catch((error: unknown) => console.log(String(error)));
});
