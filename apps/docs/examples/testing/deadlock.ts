import { createTask, sleep } from '@x/event-loop';
import { DeadlockError, runVirtual } from '@x/event-loop/testing';
import { Lock } from '@x/sync';

const [left, right] = [new Lock(), new Lock()];

async function eat(first: Lock, second: Lock): Promise<void> {
  await using _ = await first.hold();
  await sleep(1);
  await using __ = await second.hold();
}

try {
  await runVirtual(async () => {
    const plato = createTask(() => eat(left, right), { name: 'Plato' });
    await Promise.all([plato, createTask(() => eat(right, left), { name: 'Hegel' })]);
  });
} catch (error) {
  if (!(error instanceof DeadlockError)) throw error;
  console.log(error.message);
}
