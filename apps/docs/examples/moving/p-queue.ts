import { run, taskGroup } from '@x/event-loop';
import { PriorityQueue } from '@x/queue';

type Job = () => Promise<void>;

await run(async () => {
  const jobs = new PriorityQueue<{ urgency: number; job: Job }>(0, { compare: (a, b) => a.urgency - b.urgency });
  await jobs.put({ urgency: 2, job: async () => console.log('mail') });
  await jobs.put({ urgency: 2, job: async () => console.log('report') });
  await jobs.put({ urgency: 1, job: async () => console.log('alarm') });
  jobs.shutdown();

  await taskGroup(async (group) => {
    group.createTask(async () => {
      for await (const { job } of jobs) await job();
    });
  });
});
