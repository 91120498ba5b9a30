/** Workers share a queue that bounds its producer. */
import { createTask, gather, run, sleep } from '@x/event-loop';
import { Queue } from '@x/queue';

type Job = [name: string, time: number];

async function worker(name: string, jobs: Queue<Job>): Promise<never> {
  for (;;) {
    const [job, time] = await jobs.get();
    await sleep(time);
    console.log(`${name}: ${job}`);
    jobs.taskDone();
  }
}

async function main(): Promise<void> {
  const jobs = new Queue<Job>(2);
  const workers = ['ann', 'bob'].map((name) => createTask(() => worker(name, jobs)));

  const work: Job[] = [
    ['wash', 500],
    ['chop', 100],
    ['cook', 200],
    ['eat', 100],
  ];
  for (const job of work) {
    await jobs.put(job);
    console.log(`asked to ${job[0]}, ${jobs.qsize()} waiting`);
  }
  await jobs.join();
  console.log('every job is done');

  for (const task of workers) {
    task.cancel();
  }
  await gather(workers, { returnExceptions: true });
  console.log('cancelled:', workers.filter((task) => task.cancelled()).length);
}

await run(main);
