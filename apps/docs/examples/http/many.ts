import { currentTask, run, taskGroup } from '@x/event-loop';
import { Semaphore } from '@x/sync';
import { serve } from './server.ts';

await using server = await serve();
await run(async () => {
  const perHost = new Semaphore(2);
  const pages = await taskGroup(async (group) => {
    const get = (path: string): Promise<string> =>
      perHost.with(async () => {
        const response = await fetch(server.origin + path, { signal: currentTask()!.signal });
        if (!response.ok) throw new Error(`${path}: ${response.status}`);
        return response.text();
      });
    return Promise.all(['/a', '/b', '/c'].map((path) => group.createTask(() => get(path))));
  });
  console.log(pages.join('\n'));
});
