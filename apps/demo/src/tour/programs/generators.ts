/** Generators that take turns by yielding. */
import { Queue } from '@x/queue';

function* worker(name: string, jobs: Queue<string>): Generator<void, void> {
  while (!jobs.empty()) {
    const job = jobs.getNowait();
    console.log(`${name} begins to ${job}`);
    yield;
    console.log(`${name} is done: ${job}`);
  }
}

const jobs = new Queue<string>();
for (const job of ['wash', 'chop', 'cook']) {
  jobs.putNowait(job);
}

const turns = [worker('ann', jobs), worker('bob', jobs)];
for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
  if (turn.next().done !== true) turns.push(turn);
}
