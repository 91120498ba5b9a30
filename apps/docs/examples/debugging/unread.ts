import { createTask, getRunningLoop, run, sleep } from '@x/event-loop';

await run(async () => {
  getRunningLoop().setExceptionHandler((_loop, { message, exception }) => {
    console.log(message, '|', String(exception));
  });
  createTask(async () => Promise.reject(new RangeError('nobody looks at this')));
  await sleep(0);
});
