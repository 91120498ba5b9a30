import { createTask, run, sleep } from '@x/event-loop';
const N = 100000;
const mem = () => {
  gc();
  return process.memoryUsage().heapUsed;
};
const kinds = {
  gen: function* () {
    yield sleep(1e6);
  },
  nat: async () => {
    await sleep(1e6);
  },
};
for (const k of process.argv.slice(2))
  await run(async () => {
    const tasks = new Array(N);
    const a = mem();
    for (let i = 0; i < N; i++) tasks[i] = createTask(kinds[k]);
    const b = mem();
    await sleep(1);
    const c = mem();
    console.log(k, 'unstarted', ((b - a) / N) | 0, 'pending', ((c - a) / N) | 0);
    for (const t of tasks) t.cancel();
  }).catch(() => {});
