import { Timer } from '@x/codetiming';
import { gather, run, sleep } from '@x/event-loop';

const fetchPage = new Timer({ name: 'fetch', logger: null }).wrap(async (time: number) => {
  await sleep(time);
});

await run(() => gather([10, 20, 30].map((time) => () => fetchPage(time))));

const { timers } = Timer;
console.log(timers.count('fetch'), 'calls, each measured by itself');
console.log('the slowest took 30 ms:', Math.round(timers.max('fetch')) >= 30);
