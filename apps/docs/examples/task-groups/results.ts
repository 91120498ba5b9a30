import { run, sleep, taskGroup } from '@x/event-loop';

await run(async () => {
  const sizes = await taskGroup(async (group) => {
    const tasks = ['/a', '/b/c'].map((path) => group.createTask(() => sleep(path.length * 10, path.length)));
    return Promise.all(tasks);
  });
  console.log(sizes);
});
