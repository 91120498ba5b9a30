// Two tasks take two locks in opposite order: each waits for ever for what the other holds.
// In virtual time the loop sees that nothing can happen any more, and names who waits for what.
import { run, sleep, taskGroup } from '@x/event-loop';
import { Lock } from '@x/sync';

const plate = new Lock();
const fork = new Lock();

async function eat(first: Lock, second: Lock) {
  await first.acquire();
  await sleep(10);
  await second.acquire();
  console.log('never reached');
  second.release();
  first.release();
}

await run(async () => {
  await taskGroup(async (table) => {
    table.createTask(() => eat(plate, fork), { name: 'ann' });
    await sleep(5);
    table.createTask(() => eat(fork, plate), { name: 'bob' });
  });
});
