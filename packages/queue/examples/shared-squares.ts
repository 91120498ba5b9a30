// A worker computes, and the main thread reads along. The worker is held back when four results wait.
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { SharedQueue, type SharedQueueHandle } from '@x/queue/shared';

if (isMainThread) {
  const squares = new SharedQueue<number>(4);
  new Worker(new URL(import.meta.url), { workerData: squares.handle });
  for await (const square of squares) console.log(square);
} else {
  const squares = SharedQueue.from(workerData as SharedQueueHandle<number>);
  for (let n = 1; n <= 6; n++) squares.putSync(n * n);
  squares.shutdown();
}

/* prints
1
4
9
16
25
36
*/
