/** Callbacks: soon, later, and when a task is done. */
import { getRunningLoop, run, sleep } from '@x/event-loop';

function ring(bell: string): void {
  console.log(`${bell} rings`);
}

async function bake(): Promise<string> {
  await sleep(300);
  return 'bread';
}

async function main(): Promise<void> {
  const loop = getRunningLoop();
  loop.callLater(200, ring, 'the timer');
  const late = loop.callLater(400, ring, 'the alarm');
  loop.callSoon(ring, 'the door');
  console.log('main goes on');

  const task = loop.createTask(bake);
  task.addDoneCallback((done) => console.log(`callback: ${done.result()}`));
  console.log(`main has ${await task}`);
  late.cancel();
}

await run(main);
