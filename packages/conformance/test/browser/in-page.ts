/** Runs in the page. Each check is a function that throws when something is wrong. */
import { Timer } from '@x/codetiming';
import {
  CancelledError,
  createTask,
  currentTask,
  gather,
  run,
  sleep,
  taskGroup,
  timeout,
  TimeoutError,
  type Steps,
} from '@x/event-loop';
import { runVirtual } from '@x/event-loop/testing';
import { Future, wait } from '@x/future';
import { Queue } from '@x/queue';
import { Lock } from '@x/sync';

function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`expected ${b}, got ${a}`);
}

async function nameOf(failing: PromiseLike<unknown>): Promise<string> {
  try {
    await failing;
  } catch (error) {
    return (error as Error).name;
  }
  return 'no error';
}

const checks: Record<string, () => Promise<void>> = {
  async 'has no context store'() {
    equal(typeof (globalThis as { process?: unknown }).process, 'undefined');
    await Promise.resolve();
  },

  async 'waits for futures'() {
    const futures = [new Future<number>(), new Future<number>()] as const;
    setTimeout(() => futures.forEach((future, index) => future.setResult(index)), 1);
    equal((await wait(futures)).done.size, 2);
    equal(await nameOf(new Future().get({ timeout: 1 })), 'TimeoutError');
  },

  async 'runs generator tasks in order, and knows which one runs'() {
    const log: string[] = [];
    const worker = function* (): Steps<void> {
      for (let i = 0; i < 2; i += 1) {
        log.push(`${currentTask()?.getName() ?? 'nobody'} ${i}`);
        yield sleep(0);
      }
    };
    await run(function* (): Steps<void> {
      yield gather([createTask(worker, { name: 'a' }), createTask(worker, { name: 'b' })]);
    });
    equal(log, ['a 0', 'b 0', 'a 1', 'b 1']);
  },

  async 'cancels generator tasks wherever they wait'() {
    const log: string[] = [];
    await run(function* (): Steps<void> {
      const task = createTask(function* (): Steps<void> {
        try {
          yield sleep(1);
          yield sleep(60_000);
        } finally {
          yield sleep(1);
          log.push('cleaned up');
        }
      });
      yield sleep(20);
      task.cancel();
      try {
        yield task;
      } catch (error) {
        log.push((error as Error).name);
      }
    });
    equal(log, ['cleaned up', 'CancelledError']);
  },

  async 'cancels a native task at its first wait, and behind it through guard'() {
    await run(function* (): Steps<void> {
      const early = createTask(async () => {
        await sleep(60_000);
      });
      const late = createTask(async () => {
        const task = currentTask();
        await sleep(1);
        await task?.guard(new Promise(() => undefined));
      });
      yield sleep(20);
      early.cancel();
      late.cancel();
      const outcomes: unknown = yield gather([early, late], { returnExceptions: true });
      equal(
        (outcomes as unknown[]).every((outcome) => outcome instanceof CancelledError),
        true,
      );
    });
  },

  async 'groups and limits'() {
    await run(function* (): Steps<void> {
      let caught: unknown;
      try {
        yield taskGroup(function* (group): Steps<void> {
          void group.createTask(function* (): Steps<void> {
            yield sleep(1);
            throw new RangeError('failed');
          });
          yield sleep(60_000);
        });
      } catch (error) {
        caught = error;
      }
      equal((caught as Error).name, 'ExceptionGroup');
      try {
        yield timeout(5, function* (): Steps<void> {
          yield sleep(60_000);
        });
      } catch (error) {
        caught = error;
      }
      equal(caught instanceof TimeoutError, true);
    });
  },

  async 'locks and queues, in virtual time'() {
    const log: unknown[] = [];
    await runVirtual(function* (): Steps<void> {
      const lock = new Lock();
      const queue = new Queue<number>(1);
      void createTask(function* (): Steps<void> {
        for (let i = 0; i < 3; i += 1) yield queue.put(i);
        queue.shutdown();
      });
      yield lock.acquire();
      yield sleep(3_600_000);
      for (let i = 0; i < 3; i += 1) log.push(yield queue.get());
      lock.release();
    });
    equal(log, [0, 1, 2]);
  },

  async 'times code'() {
    const timer = new Timer({ logger: null });
    timer.start();
    await new Promise((resolve) => setTimeout(resolve, 5));
    equal(timer.stop() > 1, true);
  },
};

/** The names of the checks, and for each that failed why. */
export async function runChecks(): Promise<{ name: string; problem: string | undefined }[]> {
  const outcomes = [];
  for (const [name, check] of Object.entries(checks)) {
    const problem = await check().then(
      () => undefined,
      (error: unknown) => String((error as Error).stack ?? error),
    );
    outcomes.push({ name, problem });
  }
  return outcomes;
}
