// Two workers take jobs from one queue and put results into another; nobody says who does what.
import { once } from 'node:events';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { SharedQueue, type SharedQueueHandle } from '@x/queue/shared';

interface Job {
  name: string;
  words: string[];
}
interface Result {
  name: string;
  longest: string;
}
interface Handles {
  jobs: SharedQueueHandle<Job>;
  results: SharedQueueHandle<Result>;
}

if (isMainThread) {
  const jobs = new SharedQueue<Job>(2);
  const results = new SharedQueue<Result>(2);
  const handles: Handles = { jobs: jobs.handle, results: results.handle };
  const workers = [1, 2].map(() => new Worker(new URL(import.meta.url), { workerData: handles }));

  const reading = (async () => {
    const all: Result[] = [];
    for await (const result of results) all.push(result);
    return all.sort((a, b) => a.name.localeCompare(b.name));
  })();

  await jobs.put({ name: 'a', words: ['all', 'work', 'and', 'no', 'play'] });
  await jobs.put({ name: 'b', words: ['a', 'stitch', 'in', 'time'] });
  await jobs.put({ name: 'c', words: ['many', 'hands', 'make', 'light', 'work'] });
  jobs.shutdown(); // what is inside will still be taken
  await Promise.all(workers.map((worker) => once(worker, 'exit')));
  results.shutdown();
  for (const { name, longest } of await reading) console.log(name, longest);
} else {
  const handles = workerData as Handles;
  const results = SharedQueue.from(handles.results);
  for await (const { name, words } of SharedQueue.from(handles.jobs)) {
    const longest = words.reduce((best, word) => (word.length > best.length ? word : best));
    await results.put({ name, longest });
  }
}

/* prints
a work
b stitch
c hands
*/
