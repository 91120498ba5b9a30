// Three workers go through two rounds; nobody starts the second before all have ended the first.
import { Barrier } from '@x/sync';

const roundEnd = new Barrier(3);

async function work(name: string, pace: number): Promise<void> {
  for (const round of [1, 2]) {
    await new Promise((resolve) => setTimeout(resolve, pace));
    console.log(name, 'ends round', round);
    const index = await roundEnd.wait({ timeout: 5_000 });
    // The index tells the three apart: one of them speaks for all.
    if (index === 0) console.log('--- round', round, 'is over');
  }
}

await Promise.all([work('ann', 5), work('bob', 20), work('cat', 40)]);

/* prints
ann ends round 1
bob ends round 1
cat ends round 1
--- round 1 is over
ann ends round 2
bob ends round 2
cat ends round 2
--- round 2 is over
*/
