// In virtual time an hour takes no time, and a program that can never go on is an error.
import { createTask, getRunningLoop, sleep } from '@x/event-loop';
import { DeadlockError, runVirtual } from '@x/event-loop/testing';

const rings = await runVirtual(async () => {
  const times: number[] = [];
  const bell = createTask(async () => {
    for (;;) {
      await sleep(20 * 60_000);
      times.push(getRunningLoop().time() / 60_000);
    }
  });
  await sleep(3_600_001);
  bell.cancel();
  return times;
});
console.log('the bell rang at minutes', rings.join(', '));

try {
  await runVirtual(async () => {
    await getRunningLoop().createFuture();
  });
} catch (error) {
  console.log(error instanceof DeadlockError ? 'nobody completes that future' : error);
}

/* prints
the bell rang at minutes 20, 40, 60
nobody completes that future
*/
