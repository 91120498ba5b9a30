import { catchGroup, run, sleep, taskGroup } from '@x/event-loop';

class OutOfStock extends Error {
  override readonly name = 'OutOfStock';
}

async function reserve(good: string, time: number): Promise<string> {
  try {
    await sleep(time);
    if (good === 'jam') throw new OutOfStock(good);
    return good;
  } finally {
    console.log(good, 'over');
  }
}

await run(async () => {
  try {
    await taskGroup(async (order) => {
      order.createTask(() => reserve('bread', 10));
      order.createTask(() => reserve('jam', 20));
      order.createTask(() => reserve('honey', 60_000)); // cancelled when jam fails
    });
  } catch (error) {
    catchGroup(error, OutOfStock, ({ exceptions }) => console.log('missing:', exceptions.map(String).join()));
  }
});
