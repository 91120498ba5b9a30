import { run } from '@x/event-loop';
import { Queue, QueueEmpty } from '@x/queue';
import { Lock } from '@x/sync';

await run(async () => {
  const lock = new Lock();
  await lock.acquire();
  await lock.acquire({ timeout: 10 }).catch((error: unknown) => console.log(String(error)));

  const messages = new Queue<string>();
  try {
    await messages.get({ timeout: 10 });
  } catch (error) {
    if (!(error instanceof QueueEmpty)) throw error;
    console.log('no message');
  }
});
