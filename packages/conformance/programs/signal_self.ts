/** A signal wakes the loop; the work ends in good order. */
import { createTask, currentTask, getRunningLoop, sleep } from '@x/event-loop';
import { Event } from '@x/sync';
import { f, type Print } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  async function worker(stop: Event): Promise<void> {
    let done = 0;
    while (!stop.isSet()) {
      await sleep(10);
      done += 1;
    }
    print(f`worker ends, worked ${done >= 3}`);
  }

  const loop = getRunningLoop();
  const stop = new Event();
  function onTerm(word: string): void {
    print(f`handler ${word}, in a task: ${currentTask() !== undefined}`);
    stop.set();
  }
  loop.addSignalHandler('SIGTERM', onTerm, 'first');
  // SIGUSR1 belongs to Node's inspector.
  loop.addSignalHandler('SIGUSR2', print, 'usr1');
  const task = createTask(() => worker(stop));
  await sleep(60);
  process.kill(process.pid, 'SIGUSR2');
  await sleep(30);
  loop.addSignalHandler('SIGTERM', onTerm, 'second');
  process.kill(process.pid, 'SIGTERM');
  await task;
  print(f`removed ${loop.removeSignalHandler('SIGTERM')} again ${loop.removeSignalHandler('SIGTERM')}`);
  print(f`removed ${loop.removeSignalHandler('SIGUSR2')}`);
}
