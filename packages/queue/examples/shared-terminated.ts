// A worker is terminated in the middle of its work: what it had added is there, once, and the queue can be used on.
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { SharedQueue, type SharedQueueHandle } from '@x/queue/shared';

if (isMainThread) {
  const lines = new SharedQueue<string>(100);
  const worker = new Worker(new URL(import.meta.url), { workerData: lines.handle });
  lines.watch(worker);

  console.log(await lines.get());
  console.log(await lines.get());
  await worker.terminate();

  let next = 3;
  while (!lines.empty()) {
    if (lines.getNowait() !== `line ${next++}`) throw new Error('a line was lost, or came twice');
  }
  lines.putNowait('the last line');
  console.log(lines.getNowait());
} else {
  const lines = SharedQueue.from(workerData as SharedQueueHandle<string>);
  for (let n = 1; ; n++) lines.putSync(`line ${n}`);
}

/* prints
line 1
line 2
the last line
*/
