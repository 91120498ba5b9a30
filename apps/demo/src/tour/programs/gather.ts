/** Several at the same time, results in order. */
import { gather, run, sleep } from '@x/event-loop';

async function double(number: number): Promise<number> {
  await sleep(number * 100);
  console.log(`doubled ${number}`);
  return number * 2;
}

function fail(): Promise<never> {
  return Promise.reject(new RangeError('no number'));
}

async function main(): Promise<void> {
  const results = await gather([() => double(3), () => double(1), () => double(2)]);
  console.log('results:', ...results);

  const [doubled, error] = await gather([() => double(1), fail], { returnExceptions: true });
  console.log('results:', doubled, error.message);
}

await run(main);
