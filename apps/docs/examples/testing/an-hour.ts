import { getRunningLoop, sleep } from '@x/event-loop';
import { runVirtual } from '@x/event-loop/testing';

async function retry<T>(work: () => Promise<T>): Promise<T> {
  for (let pause = 60_000; ; pause *= 2) {
    try {
      return await work();
    } catch {
      await sleep(pause);
    }
  }
}

const began = performance.now();
await runVirtual(async () => {
  let calls = 0;
  await retry(async () => {
    calls += 1;
    if (calls < 6) throw new Error('busy');
  });
  console.log(calls, 'calls in', getRunningLoop().time() / 60_000, 'minutes');
});
console.log('in less than one:', performance.now() - began < 60_000);
