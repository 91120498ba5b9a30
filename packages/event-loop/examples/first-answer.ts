// Asks several mirrors and takes the first answer; the others are told to stop.
import { createTask, FIRST_COMPLETED, run, sleep, wait } from '@x/event-loop';

async function ask(mirror: string, time: number): Promise<string> {
  try {
    return await sleep(time, `${mirror} has it`);
  } catch (error) {
    console.log(`${mirror} was called off`);
    throw error;
  }
}

await run(async () => {
  const tasks = [
    createTask(() => ask('Oslo', 300)),
    createTask(() => ask('Lyon', 20)),
    createTask(() => ask('Rome', 400)),
  ];
  const { done, pending } = await wait(tasks, { returnWhen: FIRST_COMPLETED });
  for (const task of pending) task.cancel();
  await wait(tasks);
  for (const task of done) console.log(task.result());
});

/* prints
Oslo was called off
Rome was called off
Lyon has it
*/
