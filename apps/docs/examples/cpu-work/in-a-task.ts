import { getRunningLoop, run, sleep, taskGroup, toThread } from '@x/event-loop';
import { ProcessPoolExecutor } from '@x/executor';

const fib = function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
};

await run(async () => {
  await using processes = new ProcessPoolExecutor({ maxWorkers: 1 });
  await taskGroup(async (group) => {
    const ticking = group.createTask(async () => {
      for (;;) await sleep(5); // the loop is free meanwhile
    });
    console.log(await toThread(fib, 20)); // on a thread of the default executor
    console.log(await getRunningLoop().runInExecutor(processes, fib, 21));
    ticking.cancel();
  });
});
