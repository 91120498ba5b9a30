/** One loop for several runs. */
import { Context, ContextVar, createTask, type EventLoop, Runner, RuntimeError, sleep } from '@x/event-loop';
import { f, type Print, typeName } from './py-print.ts';

const count = new ContextVar<number>('count', { default: 0 });

async function step(name: string): Promise<string> {
  count.set(count.get() + 1);
  await sleep(20);
  return f`${name} ${count.get()}`;
}

export async function main(print: Print): Promise<void> {
  const log: string[] = [];

  async function background(): Promise<void> {
    try {
      for (;;) {
        await sleep(10);
        if (!log.includes('tick')) log.push('tick');
      }
    } finally {
      log.push('background closed');
    }
  }

  async function startBackground(): Promise<void> {
    createTask(background, { name: 'bg' });
  }

  const runner = new Runner();
  let loop: EventLoop;
  {
    await using _ = runner;
    print(await runner.run(() => step('first')));
    loop = runner.getLoop();
    await runner.run(startBackground);
    print('between runs:', log.join(',') || '-');
    print(await runner.run(() => step('second')), 'same loop', runner.getLoop() === loop);
    print('after second:', log.join(','));
    print(await runner.run(() => step('third')), 'running', loop.isRunning());
    const fresh = new Context();
    print(await runner.run(() => step('own context'), { context: fresh }), 'there', fresh.get(count));
  }
  print('closed:', log.join(','), loop.isClosed());
  try {
    await runner.run(() => step('late'));
  } catch (error) {
    if (!(error instanceof RuntimeError)) throw error;
    print('after close:', typeName(error));
  }
  print('outside', count.get());
}
