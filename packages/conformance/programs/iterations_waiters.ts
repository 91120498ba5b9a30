/** Waiters in a row, some of them cancelled as they are woken: who goes on, and in which iteration. */
import { CancelledError, createTask, gather, getRunningLoop, sleep, type Task } from '@x/event-loop';
import { Queue } from '@x/queue';
import { Barrier, Condition, Event, Lock, Semaphore } from '@x/sync';
import { Trace } from '../src/fuzz/trace.ts';
import { f, type Print, str } from './py-print.ts';

export async function main(print: Print): Promise<void> {
  const trace = new Trace(getRunningLoop());
  const event = (who: string, text: string): void => trace.log(who, text);

  async function attempt(name: string, wait: () => Promise<unknown>): Promise<unknown> {
    event(name, 'waits');
    let value: unknown;
    try {
      value = await wait();
    } catch (error) {
      if (error instanceof CancelledError) event(name, `cancelled ${error.args.join(' ') || '-'}`);
      throw error;
    }
    event(name, f`has ${value}`);
    return value;
  }

  function start(names: readonly string[], wait: () => Promise<unknown>): Task<unknown>[] {
    return names.map((name) => createTask(() => attempt(name, wait), { name }));
  }

  async function outcomes(tasks: readonly Task<unknown>[]): Promise<void> {
    const results = await gather(tasks, { returnExceptions: true });
    event('main', results.map((r) => (r instanceof CancelledError ? 'cancelled' : str(r))).join(' '));
  }

  async function lock(): Promise<void> {
    event('main', '-- lock');
    const key = new Lock();
    await key.acquire();
    async function use(): Promise<boolean> {
      await key.acquire();
      try {
        await sleep(0);
      } finally {
        key.release();
      }
      return key.locked();
    }
    const tasks = start(['l1', 'l2', 'l3', 'l4'], use);
    await sleep(0);
    tasks[1]?.cancel('in the row');
    key.release();
    tasks[0]?.cancel('on its way');
    event('main', f`released, locked ${key.locked()}`);
    await outcomes(tasks);
  }

  async function semaphore(): Promise<void> {
    event('main', '-- semaphore');
    const permits = new Semaphore(0);
    const tasks = start(['s1', 's2', 's3', 's4'], () => permits.acquire());
    await sleep(0);
    permits.release();
    permits.release();
    tasks[0]?.cancel('on its way');
    tasks.push(...start(['s5'], () => permits.acquire()));
    event('main', f`released two, locked ${permits.locked()}`);
    await sleep(0);
    await sleep(0);
    event('main', f`locked ${permits.locked()}`);
    permits.release();
    permits.release();
    await outcomes(tasks);
  }

  async function gate(): Promise<void> {
    event('main', '-- event');
    const opened = new Event();
    const tasks = start(['e1', 'e2', 'e3'], () => opened.wait());
    await sleep(0);
    opened.set();
    opened.clear();
    tasks[1]?.cancel('after set');
    const [late] = start(['e4'], () => opened.wait());
    await sleep(0);
    await sleep(0);
    event('main', f`e4 done ${late?.done()}`);
    opened.set();
    await outcomes([...tasks, ...(late ? [late] : [])]);
  }

  async function getters(): Promise<void> {
    event('main', '-- queue, getters');
    const queue = new Queue<string>();
    const tasks = start(['g1', 'g2', 'g3'], () => queue.get());
    await sleep(0);
    queue.putNowait('first');
    tasks[0]?.cancel('on its way');
    await sleep(0);
    event('main', f`size ${queue.qsize()}`);
    queue.putNowait('second');
    queue.putNowait('third');
    tasks.push(...start(['g4'], () => queue.get()));
    const joiner = createTask(() => attempt('join', () => queue.join()));
    await outcomes(tasks);
    for (let done = 0; done < 3; done++) queue.taskDone();
    await joiner;
  }

  async function putters(): Promise<void> {
    event('main', '-- queue, putters');
    const queue = new Queue<string | number>(1);
    queue.putNowait('old');
    const tasks = [1, 2, 3].map((n) => createTask(() => attempt(`p${n}`, () => queue.put(n))));
    await sleep(0);
    event('main', f`takes ${queue.getNowait()}`);
    tasks[0]?.cancel('on its way');
    await sleep(0);
    await sleep(0);
    event('main', f`takes ${await queue.get()}`);
    event('main', f`takes ${await queue.get()}`);
    await outcomes(tasks);
  }

  async function condition(): Promise<void> {
    event('main', '-- condition');
    const news = new Condition();
    async function read(): Promise<boolean> {
      await news.acquire();
      try {
        return await news.wait();
      } finally {
        event('reader', f`leaves, locked ${news.locked()}`);
        news.release();
      }
    }
    const tasks = start(['c1', 'c2', 'c3', 'c4'], read);
    await sleep(0);
    await news.acquire();
    news.notify(2);
    tasks[0]?.cancel('notified');
    tasks[3]?.cancel('not notified');
    event('main', 'notified two');
    await sleep(0);
    news.release();
    await sleep(0);
    await news.acquire();
    news.notifyAll();
    news.release();
    await outcomes(tasks);
  }

  async function barrier(): Promise<void> {
    event('main', '-- barrier');
    const meeting = new Barrier(3);
    const tasks = start(['b1', 'b2'], () => meeting.wait());
    await sleep(0);
    tasks[0]?.cancel('leaves early');
    await sleep(0);
    event('main', f`waiting ${meeting.nWaiting}`);
    tasks.push(...start(['b3', 'b4'], () => meeting.wait()));
    await outcomes(tasks);
  }

  for (const scene of [lock, semaphore, gate, getters, putters, condition, barrier]) await scene();
  for (const line of trace.lines) print(line);
}
