import { run, sleep, taskGroup } from '@x/event-loop';

await run(async () => {
  await taskGroup(async (group) => {
    const heartbeat = group.createTask(async () => {
      for (;;) {
        await sleep(20);
        console.log('beat');
      }
    });
    await sleep(50); // the work itself
    heartbeat.cancel(); // a cancelled task is no failure of the group
  });
  console.log('nothing is left behind');
});
