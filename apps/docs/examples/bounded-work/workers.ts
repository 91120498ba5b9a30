import { run, sleep, taskGroup } from '@x/event-loop';
import { Queue } from '@x/queue';

await run(async () => {
  const jobs = new Queue<number>(3);
  const done: number[] = [];

  await taskGroup(async (group) => {
    for (let worker = 0; worker < 2; worker += 1) {
      group.createTask(async () => {
        for await (const job of jobs) {
          await sleep(5);
          done.push(job);
        }
      });
    }
    // Reads no further ahead than three jobs, however long the input is.
    for (let job = 1; job <= 10; job += 1) await jobs.put(job);
    jobs.shutdown();
  });
  console.log(done.join(' '));
});
