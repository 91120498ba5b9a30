import { createTask, run, sleep, taskGroup } from '@x/event-loop';
import { Queue } from '@x/queue';

const MENU = ['soup', 'pancakes', 'tea', 'toast'];

await run(async () => {
  const orders = new Queue<string>(2); // a third put() waits

  await taskGroup(async (kitchen) => {
    for (const cook of ['Ada', 'Grace']) {
      kitchen.createTask(async () => {
        for await (const dish of orders) {
          await sleep(dish.length * 10);
          console.log(`${cook} made ${dish}`);
        }
      });
    }
    for (const dish of MENU) await orders.put(dish);
    orders.shutdown(); // the loops above end once the queue is empty
  });

  const radio = createTask(() => sleep(60_000), { name: 'radio' });
  await sleep(10);
  radio.cancel(); // a promise could not do that
  await radio.catch(() => console.log(radio.getName(), 'off'));
});
