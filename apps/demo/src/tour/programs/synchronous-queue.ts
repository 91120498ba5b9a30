/** No concurrency: the first worker does everything. */
import { Queue } from '@x/queue';

function worker(name: string, jobs: Queue<string>): void {
  while (!jobs.empty()) {
    console.log(`${name} does ${jobs.getNowait()}`);
  }
  console.log(`nothing left for ${name}`);
}

const jobs = new Queue<string>();
for (const job of ['wash', 'chop', 'cook']) {
  jobs.putNowait(job);
}

for (const name of ['ann', 'bob']) {
  worker(name, jobs);
}
