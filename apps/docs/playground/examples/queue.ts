// A bounded queue holds the fast producer back: it waits in put() until there is room.
import { createTask, gather, run, sleep } from '@x/event-loop';
import { Queue } from '@x/queue';

await run(async () => {
  const jobs = new Queue<string>(2);

  const producer = createTask(
    async () => {
      for (let i = 1; i <= 6; i += 1) {
        await jobs.put(`job ${i}`);
        console.log('put', i);
        await sleep(10);
      }
      jobs.shutdown();
    },
    { name: 'producer' },
  );

  const worker = async () => {
    let done = 0;
    for await (const job of jobs) {
      await sleep(50);
      console.log('done', job);
      done += 1;
    }
    return done;
  };
  const workers = ['worker a', 'worker b'].map((name) => createTask(worker, { name }));

  await gather([producer, ...workers]);
  console.log(workers.map((task) => task.result()));
});
