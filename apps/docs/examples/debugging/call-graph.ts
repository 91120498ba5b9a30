import { createTask, formatCallGraph, run, sleep } from '@x/event-loop';
import { Lock } from '@x/sync';

await run(async () => {
  const printer = new Lock();
  await printer.acquire();

  const page = createTask(
    async function print() {
      await printer.acquire();
    },
    { name: 'page' },
  );
  const book = createTask(
    async function bind() {
      await page;
    },
    { name: 'book' },
  );
  await sleep(0);
  console.log(formatCallGraph(page));
  printer.release();
  await book;
});
