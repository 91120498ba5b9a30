import { currentTask, run, sleep, timeout, TimeoutError, createTask } from '@x/event-loop';
import { serve } from './server.ts';

async function getText(url: string): Promise<string> {
  const { signal } = currentTask()!; // of the task that runs this
  const response = await fetch(url, { signal });
  return response.text();
}

await using server = await serve();
await run(async () => {
  console.log(await getText(`${server.origin}/fast`));

  await timeout(50, () => getText(`${server.origin}/never`)).catch((error: unknown) => {
    console.log(error instanceof TimeoutError);
  });

  const download = createTask(() => getText(`${server.origin}/never`));
  await sleep(50);
  download.cancel('closed');
  await download.catch((error: unknown) => console.log(String(error)));
});
