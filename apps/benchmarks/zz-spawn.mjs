import { createTask, run, sleep, gather } from '@x/event-loop';
const mode = process.argv[2],
  size = +process.argv[3] || 100000,
  rounds = +process.argv[4] || 8;
const one = function* () {
  yield sleep(0);
};
const oneN = async () => {
  await sleep(0);
};
const z = function* () {};
const zn = async () => {};
const bodies = {
  hgen: () => createTask(one),
  hnat: () => createTask(oneN),
  hgen0: () => createTask(z),
  hnat0: () => createTask(zn),
  objgen: () => createTask(one()),
  gen: () =>
    createTask(function* () {
      yield sleep(0);
    }),
  nat: () =>
    createTask(async () => {
      await sleep(0);
    }),
  gen0: () => createTask(function* () {}),
  nat0: () => createTask(async () => {}),
};
const spawnOne = bodies[mode];
const times = [],
  cpus = [];
for (let r = 0; r < rounds; r++) {
  globalThis.gc?.();
  const c0 = process.cpuUsage();
  const t0 = performance.now();
  await run(async () => {
    const tasks = [];
    for (let i = 0; i < size; i++) tasks.push(spawnOne());
    for (const t of tasks) await t;
  });
  const c = process.cpuUsage(c0);
  times.push(((performance.now() - t0) * 1000) / size);
  cpus.push((c.user + c.system) / size);
}
console.log(mode, 'wall min', Math.min(...times).toFixed(2), 'cpu min', Math.min(...cpus).toFixed(2));
