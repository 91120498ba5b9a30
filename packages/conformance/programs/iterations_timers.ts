/** Timers, limits and deadlines that meet: what comes first, and in which iteration. */
import {
  asCompleted,
  CancelledError,
  createTask,
  currentTask,
  FIRST_COMPLETED,
  gather,
  getRunningLoop,
  shield,
  sleep,
  type Task,
  timeout,
  TimeoutError,
  wait,
  waitFor,
} from '@x/event-loop';
import { Trace } from '../src/fuzz/trace.ts';
import { f, type Print, typeName } from './py-print.ts';

function namesOf(tasks: Iterable<Task<unknown>>): string[] {
  return Array.from(tasks, (one) => one.getName()).sort();
}

export async function main(print: Print): Promise<void> {
  const loop = getRunningLoop();
  const trace = new Trace(loop);
  const event = (who: string, text: string): void => trace.log(who, text);

  async function nap(name: string, ms: number): Promise<string> {
    event(name, `naps ${ms}`);
    try {
      await sleep(ms);
    } catch (error) {
      if (error instanceof CancelledError) event(name, 'woken early');
      throw error;
    }
    event(name, `slept ${ms}`);
    return name;
  }

  async function limited(name: string, wait: () => Promise<unknown>): Promise<void> {
    try {
      event(name, f`got ${await wait()}`);
    } catch (error) {
      if (!(error instanceof TimeoutError || error instanceof CancelledError)) throw error;
      const cause = typeName(error.cause);
      event(name, f`${typeName(error)} cause ${cause}, cancelling ${currentTask()?.cancelling()}`);
    }
  }

  async function sameMoment(): Promise<void> {
    event('main', '-- timers of one moment, in the order of setting');
    const when = loop.time() + 10;
    const tasks = ['n1', 'n2'].map((name) => createTask(() => nap(name, 10)));
    loop.callAt(when, event, 'timer', 'set before the naps');
    await sleep(0);
    loop.callLater(10, event, 'timer', 'set after the naps');
    const dropped = loop.callLater(10, event, 'timer', 'never');
    loop.callLater(5, () => dropped.cancel());
    loop.callSoon(event, 'soon', 'first');
    loop.callLater(0, event, 'timer', 'zero');
    loop.callLater(-3, event, 'timer', 'negative');
    loop.callSoon(event, 'soon', 'second');
    await gather(tasks);
    event('main', 'all up');
  }

  async function blocks(): Promise<void> {
    event('main', '-- blocks with a limit');
    await limited('plain', () =>
      timeout(20, async () => {
        try {
          return await nap('plain', 50);
        } finally {
          await sleep(0);
          event('plain', 'tidied');
        }
      }),
    );
    await limited('nested', () =>
      timeout(30, async (outer) => {
        let innerExpired: boolean | undefined;
        try {
          await timeout(10, async (inner) => {
            try {
              await nap('nested', 50);
            } finally {
              innerExpired = inner.expired();
            }
          });
        } catch (error) {
          if (!(error instanceof TimeoutError)) throw error;
          event('nested', f`inner ${innerExpired} outer ${outer.expired()}`);
        }
        return await nap('nested', 5);
      }),
    );
    await limited('together', () =>
      timeout(10, async (outer) => {
        let innerExpired: boolean | undefined;
        try {
          await timeout(10, async (inner) => {
            try {
              await nap('together', 50);
            } finally {
              innerExpired = inner.expired();
            }
          });
        } finally {
          event('together', f`inner ${innerExpired} outer ${outer.expired()}`);
        }
      }),
    );
    await limited('moved', () =>
      timeout(10, async (limit) => {
        limit.reschedule(loop.time() + 25);
        await nap('moved', 15);
        limit.reschedule(loop.time() - 1);
        await nap('moved', 50);
      }),
    );
    await limited('at once', () =>
      timeout(0, async () => {
        event('at once', 'enters');
        await sleep(0);
        event('at once', 'never here');
      }),
    );
  }

  async function limits(): Promise<void> {
    event('main', '-- one wait, one limit');
    await limited('early', () => waitFor(() => nap('early', 10), 20));
    await limited('late', () => waitFor(() => nap('late', 20), 10));
    await limited('a tie', () => waitFor(() => nap('a tie', 10), 10));
    const task = createTask(() => nap('task', 10));
    await sleep(0);
    await limited('task', () => waitFor(task, 10));
    const shielded = createTask(() => nap('shielded', 15));
    await limited('shielded', () => waitFor(shield(shielded), 10));
    await limited('shielded', () => shielded);
    await limited('zero', () => waitFor(loop.createFuture(), 0));
  }

  async function cancels(): Promise<void> {
    event('main', '-- a cancel at the deadline');
    for (const name of ['before', 'after']) {
      const task = createTask(() => nap(name, 10));
      if (name === 'before') loop.callLater(10, () => task.cancel(name));
      await sleep(0);
      if (name === 'after') loop.callLater(10, () => task.cancel(name));
      await limited('main', () => task);
    }
    const result = loop.createFuture<string>();
    const waiting = createTask(async () => await result);
    loop.callLater(5, () => result.setResult('there'));
    loop.callLater(5, () => waiting.cancel());
    await limited('main', () => waiting);
    event('main', f`result done ${result.done()}`);
  }

  async function sets(): Promise<void> {
    event('main', '-- sets of tasks');
    const tasks = [10, 15, 20].map((ms) => createTask(() => nap(`t${ms}`, ms), { name: `t${ms}` }));
    let { done, pending } = await wait(tasks, { timeout: 15 });
    event('main', f`done ${namesOf(done)} pending ${namesOf(pending)}`);
    ({ done, pending } = await wait(pending, { returnWhen: FIRST_COMPLETED }));
    event('main', f`done ${namesOf(done)} pending ${namesOf(pending)}`);
    for (const task of pending) await task;
    const naps = [8, 4, 30].map((ms) => createTask(() => nap(`c${ms}`, ms)));
    try {
      for (const coming of asCompleted(naps, { timeout: 12 })) event('main', f`comes ${await coming}`);
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      event('main', 'no more time');
    }
    await sleep(30);
    event('main', 'ends');
  }

  for (const scene of [sameMoment, blocks, limits, cancels, sets]) await scene();
  for (const line of trace.lines) print(line);
}
