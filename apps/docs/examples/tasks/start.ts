import { createTask, run, sleep } from '@x/event-loop';

async function brew(what: string, time: number): Promise<string> {
  await sleep(time);
  console.log(what, 'is ready');
  return what;
}

await run(async () => {
  const tea = createTask(() => brew('tea', 30), { name: 'tea' });
  const coffee = createTask(() => brew('coffee', 10), { name: 'coffee' });
  console.log(tea.getName(), tea.done()); // it begins when this task waits

  console.log('we drink', await tea, 'and', await coffee);
});
