// A block, a pair of calls, each call of a function: three ways to time the same work.
import { Timer } from '@x/codetiming';

const work = (rounds: number): number => {
  let sum = 0;
  for (let round = 0; round < rounds; round++) sum += Math.sqrt(round);
  return sum;
};

{
  using timer = new Timer({ text: 'block: {:.4f} seconds' }).start();
  work(100_000);
  console.log('the block began before it was measured:', Number.isNaN(timer.last));
}

const timer = new Timer({ text: 'by hand: {milliseconds:.2f} ms', initialText: 'here we go' });
timer.start();
work(100_000);
const elapsed = timer.stop();
console.log('stop() gives milliseconds:', elapsed === timer.last);

const timedWork = new Timer({ name: 'work', text: '{name}: {:.4f} seconds' }).wrap(work);
timedWork(100_000);
timedWork(100_000);
console.log('calls:', Timer.timers.count('work'));

/* prints
the block began before it was measured: true
block: 0.0004 seconds
here we go
by hand: 0.38 ms
stop() gives milliseconds: true
work: 0.0004 seconds
work: 0.0004 seconds
calls: 2
*/
