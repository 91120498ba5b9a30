/** Errors that nobody waits for end in the loop's handler. */
import { createTask, type ExceptionContext, getRunningLoop, run, sleep } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

class Dropped extends Error {}

export async function main(print: Print): Promise<void> {
  function handler(_: unknown, info: ExceptionContext): void {
    const keys = ['exception', 'handle', 'task', 'future'].filter((key) => key in info).sort();
    print(f`handler: ${typeName(info.exception)} keys ${keys.join(',')}`);
  }

  async function forgotten(): Promise<void> {
    throw new Dropped('task');
  }

  // What nobody has looked at is reported at the end of run(), or before that when it is collected.
  await run(async () => {
    const loop = getRunningLoop();
    print(f`handler at first ${loop.getExceptionHandler()}`);
    loop.setExceptionHandler(handler);
    loop.callSoon(() => {
      throw new Dropped('callback');
    });
    loop.callSoon(print, 'next callback runs');
    await sleep(0);
    const task = createTask(forgotten);
    await sleep(20);
    print(f`forgotten done ${task.done()}`);
  });
  await run(async () => {
    const loop = getRunningLoop();
    loop.setExceptionHandler(handler);
    const seen = createTask(forgotten);
    await sleep(20);
    print(f`looked at: ${typeName(seen.exception())}`);
    loop.callExceptionHandler({ message: 'by hand', task: undefined });
    loop.setExceptionHandler(undefined);
    print(f`handler at last ${loop.getExceptionHandler()}`);
    try {
      loop.setExceptionHandler('not callable' as never);
    } catch (error) {
      print(typeName(error));
    }
  });
}
