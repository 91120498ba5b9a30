import { run, taskGroup } from '@x/event-loop';
import { Queue } from '@x/queue';

await run(async () => {
  const lines = new Queue<string>(4);
  const words = new Queue<string>(4);
  const counts = new Map<string, number>();

  await taskGroup(async (group) => {
    group.createTask(async () => {
      for await (const line of lines) for (const word of line.split(' ')) await words.put(word);
      words.shutdown();
    });
    group.createTask(async () => {
      for await (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    });
    for (const line of ['a rose is', 'a rose is', 'a rose']) await lines.put(line);
    lines.shutdown();
  });
  console.log(counts);
});
