/** At most so many at once. */
import { createTask, gather, sleep } from '@x/event-loop';
import { BoundedSemaphore, Semaphore } from '@x/sync';
import { type Print, typeName } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  let inside = 0;
  let most = 0;
  const order: string[] = [];

  async function swimmer(name: string, lanes: Semaphore): Promise<void> {
    await using _ = await lanes.hold();
    inside += 1;
    most = Math.max(most, inside);
    order.push(name);
    await sleep(30);
    inside -= 1;
  }

  const lanes = new Semaphore(3);
  const swimmers = Array.from({ length: 7 }, (_, i) => createTask(() => swimmer(`s${i}`, lanes)));
  await sleep(10);
  print('inside', inside, 'locked', lanes.locked());
  await gather(swimmers);
  print('most', most, 'order', order.join(' '), 'locked', lanes.locked());
  await lanes.acquire();
  print('one taken, locked', lanes.locked());
  lanes.release();
  lanes.release();
  let free = 0;
  while (!lanes.locked()) {
    await lanes.acquire();
    free += 1;
  }
  print('a plain semaphore grows to', free);
  const strict = new BoundedSemaphore(1);
  {
    await using _ = await strict.hold();
    print('strict locked', strict.locked());
  }
  try {
    strict.release();
  } catch (error) {
    print('over-release:', typeName(error));
  }
  try {
    new Semaphore(-1);
  } catch (error) {
    print('negative:', typeName(error));
  }
}
