// Three workers share a line of jobs. When the program has had enough it cancels them, and each puts its things away.
import { createTask, run, sleep, wait } from '@x/event-loop';

async function worker(name: string, pause: number): Promise<void> {
  let jobs = 0;
  try {
    for (;;) {
      await sleep(pause);
      jobs += 1;
    }
  } finally {
    await sleep(1); // clean-up may wait, too
    console.log(`${name} goes home after ${jobs >= 3 ? 'enough' : 'too few'} jobs`);
  }
}

await run(async () => {
  const workers = ['Ada', 'Grace', 'Linus'].map((name) => createTask(() => worker(name, 5), { name }));
  await sleep(200);
  for (const task of workers) task.cancel('closing time');
  await wait(workers);
  console.log(
    'all cancelled:',
    workers.every((task) => task.cancelled()),
  );
});

/* prints
Ada goes home after enough jobs
Grace goes home after enough jobs
Linus goes home after enough jobs
all cancelled: true
*/
