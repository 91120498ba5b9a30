// Prints who waits for whom: the first question when a program hangs.
import { createTask, formatCallGraph, getRunningLoop, run, sleep, taskGroup } from '@x/event-loop';

await run(async function main() {
  const reply = getRunningLoop().createFuture<string>();

  async function read(): Promise<string> {
    return await reply;
  }

  async function watch(): Promise<void> {
    await sleep(5);
    console.log(formatCallGraph(reply).replaceAll(/, id=\w+/g, ''));
    reply.setResult('here it is');
  }

  const watchdog = createTask(watch, { name: 'watchdog' });
  await taskGroup(async (group) => {
    const reader = group.createTask(read, { name: 'reader' });
    console.log(await reader);
  });
  await watchdog;
});

/* prints
* Future(id=0x1)
  + Awaited by:
    * Task(name='reader')
      + Call stack:
      |   in async read()
      + Awaited by:
        * Task(name='Task-1')
          + Call stack:
          |   in async main()
here it is
*/
