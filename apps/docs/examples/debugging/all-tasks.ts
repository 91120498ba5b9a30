import { allTasks, createTask, currentTask, run, sleep } from '@x/event-loop';

await run(async () => {
  for (const name of ['mail', 'search']) createTask(() => sleep(60_000), { name });
  await sleep(0);
  for (const task of allTasks()) if (task !== currentTask()) console.log(task.getName(), 'is not done');
}); // and run() cancels what is left
