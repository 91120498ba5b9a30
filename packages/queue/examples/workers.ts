// Two workers share the jobs; the program ends when the last one is done, failed jobs included.
import { Queue } from '@x/queue';

const jobs = new Queue<number>();
const failed: number[] = [];

async function worker(): Promise<void> {
  for await (const job of jobs) {
    try {
      await new Promise((resolve) => setTimeout(resolve, 2));
      if (job % 4 === 0) throw new Error(`job ${job}`);
    } catch {
      failed.push(job);
    } finally {
      jobs.taskDone();
    }
  }
}

const workers = [worker(), worker()];
for (let job = 1; job <= 8; job++) jobs.putNowait(job);
await jobs.join();
jobs.shutdown();
await Promise.all(workers);
console.log('left', jobs.qsize(), 'failed', failed.join());

/* prints
left 0 failed 4,8
*/
