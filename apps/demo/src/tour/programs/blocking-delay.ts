/** Tasks that block: nobody else runs meanwhile. */
import { gather, run } from '@x/event-loop';
import { Queue } from '@x/queue';

const nobody = new Int32Array(new SharedArrayBuffer(4));

async function worker(name: string, jobs: Queue<[job: string, time: number]>): Promise<void> {
  while (!jobs.empty()) {
    const [job, time] = await jobs.get();
    console.log(`${name} begins to ${job}`);
    Atomics.wait(nobody, 0, 0, time); // what time.sleep() is in Python
    console.log(`${name} is done: ${job}`);
  }
}

async function main(): Promise<void> {
  const jobs = new Queue<[job: string, time: number]>();
  jobs.putNowait(['wash', 300]);
  jobs.putNowait(['chop', 100]);
  jobs.putNowait(['cook', 100]);

  const start = performance.now();
  await gather([() => worker('ann', jobs), () => worker('bob', jobs)]);
  console.log(`all done after ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

await run(main);
