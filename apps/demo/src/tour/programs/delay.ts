/** Tasks that wait: the others run meanwhile. */
import { gather, getRunningLoop, run, sleep } from '@x/event-loop';
import { Queue } from '@x/queue';

async function worker(name: string, jobs: Queue<[job: string, time: number]>): Promise<void> {
  while (!jobs.empty()) {
    const [job, time] = await jobs.get();
    console.log(`${name} begins to ${job}`);
    await sleep(time);
    console.log(`${name} is done: ${job}`);
  }
}

async function main(): Promise<void> {
  const jobs = new Queue<[job: string, time: number]>();
  jobs.putNowait(['wash', 300]);
  jobs.putNowait(['chop', 100]);
  jobs.putNowait(['cook', 100]);

  const loop = getRunningLoop();
  const start = loop.time();
  await gather([() => worker('ann', jobs), () => worker('bob', jobs)]);
  console.log(`all done after ${((loop.time() - start) / 1000).toFixed(1)} s`);
}

await run(main);
