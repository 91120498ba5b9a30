/** Errors and cancellations on their way through tasks, groups and shields: one iteration for each hop. */
import {
  CancelledError,
  createTask,
  currentTask,
  ExceptionGroup,
  FIRST_EXCEPTION,
  gather,
  getRunningLoop,
  shield as protect,
  sleep,
  type Task,
  taskGroup,
  wait,
} from '@x/event-loop';
import { Trace } from '../src/fuzz/trace.ts';
import { f, type Print, typeName } from './py-print.ts';

class Leak extends Error {}

function nameOf(error: unknown): string {
  if (error instanceof ExceptionGroup) return `ExceptionGroup[${error.exceptions.map(nameOf).join(', ')}]`;
  return `${typeName(error)}(${error instanceof Error ? error.message : ''})`;
}

function namesOf(tasks: Iterable<Task<unknown>>): string[] {
  return Array.from(tasks, (one) => one.getName());
}

export async function main(print: Print): Promise<void> {
  const trace = new Trace(getRunningLoop());
  const event = (who: string, text: string): void => trace.log(who, text);

  /** Runs the body as a part of this task, and notes how it ends. */
  async function noted(name: string, body: () => Promise<string | void>): Promise<string | void> {
    event(name, 'begins');
    let value: string | void;
    try {
      value = await body();
    } catch (error) {
      event(name, `fails ${nameOf(error)}`);
      throw error;
    }
    event(name, f`returns ${value}`);
    return value;
  }

  function task(name: string, body: () => Promise<string | void>): Task<string | void> {
    const made = createTask(() => noted(name, body), { name });
    made.addDoneCallback((t) => event('callback', f`${t.getName()} cancelled ${t.cancelled()}`));
    return made;
  }

  function failing(turns: number, message: string): () => Promise<never> {
    return async () => {
      for (let turn = 0; turn < turns; turn++) await sleep(0);
      throw new Leak(message);
    };
  }

  function lasting(turns: number, value: string): () => Promise<string> {
    return async () => {
      for (let turn = 0; turn < turns; turn++) await sleep(0);
      return value;
    };
  }

  async function caught(wait: () => Promise<unknown>): Promise<void> {
    try {
      event('main', f`got ${await wait()}`);
    } catch (error) {
      event('main', `caught ${nameOf(error)}`);
    }
  }

  async function chain(): Promise<void> {
    event('main', '-- a chain of three');
    const inner = task('inner', failing(2, 'pipe'));
    const middle = task('middle', async () => await inner);
    const outer = task('outer', async () => await middle);
    await caught(() => outer);
  }

  async function cancelledChain(): Promise<void> {
    event('main', '-- a chain, cancelled from the end');
    const inner = task('inner', lasting(50, 'never'));
    const outer = task('outer', async () => {
      try {
        return await inner;
      } finally {
        await sleep(0);
        event('outer', 'tidied');
      }
    });
    await sleep(0);
    event('main', f`cancel ${outer.cancel('stop')} inner cancelling ${inner.cancelling()}`);
    await caught(() => outer);
  }

  async function firstError(): Promise<void> {
    event('main', '-- gather ends at the first error');
    const slow = task('slow', lasting(6, 'slow'));
    await caught(() => gather([slow, () => noted('bad', failing(1, 'one')), () => noted('worse', failing(3, 'two'))]));
    await caught(() => slow);
  }

  async function allOutcomes(): Promise<void> {
    event('main', '-- gather with every outcome');
    const doomed = task('doomed', lasting(9, 'never'));
    const both = gather([doomed, () => noted('bad', failing(2, 'kept'))], { returnExceptions: true });
    await sleep(0);
    doomed.cancel('not wanted');
    event('main', (await both).map(typeName).join(' '));
  }

  async function group(): Promise<void> {
    event('main', '-- a group falls together');
    async function tidy(): Promise<void> {
      try {
        await sleep(1_000);
      } finally {
        await sleep(0);
        event('tidy', 'tidied');
      }
    }
    await caught(() =>
      taskGroup(async (tasks) => {
        tasks.createTask(() => noted('tidy', tidy));
        tasks.createTask(() => noted('torn', failing(2, 'torn')));
        await noted('body', () => sleep(1_000));
      }),
    );
    event('main', f`cancelling ${currentTask()?.cancelling()}`);
  }

  async function shield(): Promise<void> {
    event('main', '-- a shield');
    const inner = task('inner', failing(4, 'late'));
    const outer = task('outer', async () => await protect(inner));
    await sleep(0);
    await sleep(0);
    outer.cancel();
    await caught(() => outer);
    await caught(() => inner);
  }

  async function refusals(): Promise<void> {
    event('main', '-- one that will not, one that never began, one that stops itself');
    const one = task('stubborn', async () => {
      for (let turn = 0; turn < 2; turn++) {
        try {
          await sleep(1_000);
        } catch (error) {
          if (!(error instanceof CancelledError)) throw error;
          event('stubborn', f`told ${error.args[0]}, left ${currentTask()?.uncancel()}`);
        }
      }
      return 'in my own time';
    });
    const two = task('unborn', lasting(0, 'never'));
    two.cancel('too early');
    const three = task('suicide', async () => {
      currentTask()?.cancel('by myself');
      return 'lost';
    });
    await sleep(0);
    one.cancel('first');
    await sleep(0);
    one.cancel('second');
    for (const each of [one, two, three]) await caught(() => each);
  }

  async function future(): Promise<void> {
    event('main', '-- two wait for one future');
    const promise = getRunningLoop().createFuture<string>();
    const waiting = ['w1', 'w2'].map((name) => task(name, async () => await promise));
    await sleep(0);
    promise.setException(new Leak('broken'));
    waiting[1]?.cancel('at the same moment');
    for (const each of waiting) await caught(() => each);
    const tasks = [task('fine', lasting(4, 'fine')), task('flat', failing(1, 'flat'))];
    const { done, pending } = await wait(tasks, { returnWhen: FIRST_EXCEPTION });
    event('main', f`done ${namesOf(done)} pending ${namesOf(pending)}`);
    for (const each of pending) await caught(() => each);
  }

  const scenes = [chain, cancelledChain, firstError, allOutcomes, group, shield, refusals, future];
  for (const scene of scenes) await scene();
  for (const line of trace.lines) print(line);
}
