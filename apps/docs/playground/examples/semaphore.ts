// Five visitors, two seats, and one book in which each of them writes.
import { createTask, gather, run, sleep } from '@x/event-loop';
import { Lock, Semaphore } from '@x/sync';

const seats = new Semaphore(2);
const book = new Lock();
let entries = 0;

async function visit(name: string, stay: number) {
  await using _seat = await seats.hold();
  await sleep(stay);
  await book.with(async () => {
    const before = entries;
    await sleep(15); // writing takes its time, and nobody else may write meanwhile
    entries = before + 1;
    console.log(name, 'wrote entry', entries);
  });
}

await run(async () => {
  const names = ['ann', 'bob', 'cat', 'dan', 'eve'];
  await gather(names.map((name, index) => createTask(() => visit(name, 20 + 10 * index), { name })));
  console.log(entries, 'entries');
});
