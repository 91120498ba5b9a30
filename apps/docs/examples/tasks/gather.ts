import { asCompleted, createTask, gather, run, sleep } from '@x/event-loop';

const fetchSize = (page: string, time: number) => async (): Promise<string> => {
  await sleep(time);
  return `${page}: ${page.length * 100} bytes`;
};

await run(async () => {
  // All of them, in the order of the list:
  console.log(await gather([fetchSize('/a', 30), fetchSize('/bcd', 10)]));

  // Each when it is there:
  const tasks = [fetchSize('/slow', 30), fetchSize('/fast', 10)].map((body) => createTask(body));
  for await (const task of asCompleted(tasks)) console.log(task.result());
});
