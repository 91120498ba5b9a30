import { createTask, sleep } from '@x/event-loop';
import { explore, ExploreError } from '@x/event-loop/testing';

/** Counts on being the first to go on after the pause. */
async function transfer(): Promise<void> {
  let balance = 100;
  const withdraw = async (amount: number): Promise<void> => {
    const before = balance;
    await sleep(1);
    balance = before - amount;
  };
  await Promise.all([createTask(() => withdraw(10)), createTask(() => withdraw(20))]);
  if (balance !== 80) throw new Error(`the balance is ${balance}`);
}

try {
  await explore(transfer, { runs: 100 });
} catch (error) {
  if (!(error instanceof ExploreError)) throw error;
  console.log((error.cause as Error).message);
  console.log('run it again with seed', error.seed);
}
