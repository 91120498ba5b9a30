// A limit on a block of code: all that runs in it is cancelled when the time is over.
import { gather, run, sleep, timeout, TimeoutError, waitFor } from '@x/event-loop';

async function search(place: string, time: number) {
  try {
    await sleep(time);
    return `found in ${place}`;
  } finally {
    console.log('left', place);
  }
}

await run(async () => {
  console.log(await waitFor(() => search('memory', 10), 100));

  try {
    await timeout(100, async () => {
      await gather([() => search('the cellar', 80), () => search('the archive', 5_000)]);
    });
  } catch (error) {
    console.log('too slow:', error instanceof TimeoutError);
  }

  // Moving the limit while the block runs.
  await timeout(50, async (limit) => {
    await sleep(40);
    limit.reschedule(undefined);
    console.log(await search('the attic', 400));
  });
});
