// Ordinary async functions and Promise.all: waits belong to the task that began them, wherever they are awaited.
import { CancelledError, createTask, currentTask, run, sleep } from '@x/event-loop';
import { Queue } from '@x/queue';

async function* countdown(from: number) {
  for (let n = from; n > 0; n -= 1) {
    await sleep(30);
    yield n;
  }
}

await run(async () => {
  const news = new Queue<string>();

  const reader = createTask(
    async () => {
      // Two calls that run side by side, in one task; cancelling it ends both.
      const ticks = (async () => {
        for await (const n of countdown(9)) console.log(currentTask()?.getName(), 'counts', n);
      })();
      await Promise.all([ticks, news.get().then((item) => console.log('news:', item))]);
    },
    { name: 'reader' },
  );

  await sleep(100);
  await news.put('it rains');
  await sleep(50);
  reader.cancel('enough');
  try {
    await reader;
  } catch (error) {
    console.log('reader:', error instanceof CancelledError && error.args[0]);
  }
});
