/** Threads one by one, and a timer. */
import { RuntimeError } from '@x/future';
import { currentThread, mainThread, taskModule, Thread, Timer } from '@x/pool/threading';
import { SharedQueue } from '@x/queue/shared';
import { type Print, typeName } from './py-print.ts';

const { knit, ring } = taskModule<typeof import('./tasks/knitting.ts')>(
  new URL('./tasks/knitting.ts', import.meta.url),
);

class Bell extends Thread {
  protected override run(): typeof ring {
    return ring;
  }
}

export async function main(print: Print): Promise<void> {
  // Threads have no variables in common: what they have to say goes through a queue in shared memory.
  const said = new SharedQueue<string>(10);
  const log: string[] = [];
  const listen = (): void => {
    while (!said.empty()) log.push(said.getNowait());
  };

  const scarf = new Thread({ target: knit, args: [said.handle, 'scarf', 800], name: 'granny' });
  const socks = new Thread({ target: knit, args: [said.handle, 'socks'], kwargs: { milliseconds: 30 }, daemon: true });
  print('before:', scarf.name, scarf.isAlive(), scarf.daemon, scarf.ident);
  socks.name = 'auntie';
  for (const thread of [scarf, socks]) thread.start();
  print('started:', scarf.isAlive(), socks.daemon, scarf.ident !== undefined);
  print('join with limit gives', await scarf.join({ timeout: 10 }), 'alive', scarf.isAlive());
  for (const thread of [scarf, socks]) await thread.join();
  print('after:', scarf.isAlive(), socks.isAlive());
  listen();
  for (const line of log) print(line);
  const refused = { 'start twice': () => scarf.start(), 'join unstarted': () => new Thread().join() };
  for (const [name, act] of Object.entries(refused)) {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      print(name, typeName(error));
    }
  }

  const bell = new Bell({ name: 'bell', args: [said.handle] });
  bell.start();
  await bell.join();
  listen();
  const alarm = new Timer(50, (word: string) => log.push(word), { args: ['alarm'] });
  const never = new Timer(50, (word: string) => log.push(word), { args: ['never'] });
  alarm.start();
  never.start();
  never.cancel();
  print('timer alive', alarm.isAlive(), 'finished', never.finished.isSet());
  await alarm.join();
  await never.join();
  print(log.slice(-2), 'main is', mainThread() === currentThread());
}
