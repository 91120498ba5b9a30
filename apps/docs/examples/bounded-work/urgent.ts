import { run } from '@x/event-loop';
import { PriorityQueue } from '@x/queue';

await run(async () => {
  const ward = new PriorityQueue<[urgency: number, what: string]>();
  await ward.put([3, 'cough']);
  await ward.put([1, 'heart']);
  await ward.put([2, 'arm']);
  ward.shutdown();
  for await (const [urgency, what] of ward) console.log(urgency, what);
});
