/** Processes: one exits, one is told to end. */
import { Process } from '@x/pool/multiprocessing';

function count(limit: number): void {
  console.log(`counted to ${Array.from({ length: limit }).length}`);
  process.exit(3);
}

const child = new Process({ target: count, args: [1000], name: 'counter' });
child.start();
await child.join();
console.log(child.name, 'ended with', child.exitcode);

const sleepForAnHour = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3_600_000));
const sleeper = new Process({ target: sleepForAnHour, name: 'sleeper' });
sleeper.start();
sleeper.terminate();
await sleeper.join();
console.log(sleeper.name, 'ended with', sleeper.exitcode);
