import { settled } from '@x/test-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QueueEmpty, QueueFull, QueueShutDown } from '../../src/index.ts';
import { kinds, type Kind } from '../contract/kinds.ts';
import { GONE, Model, type Call, type Outcome } from './model.ts';
import { step, type Step } from './steps.ts';

interface RealCall extends Call {
  readonly controller: AbortController;
  outcome: Outcome;
}

async function check({ make, ordered }: Kind, maxsize: number, program: readonly Step[]): Promise<void> {
  const queue = make<number>(maxsize);
  const model = new Model<RealCall>(maxsize, ordered);
  const calls: RealCall[] = [];
  let items = 0;

  const call = (start: (signal: AbortSignal) => Promise<unknown>, item = 0): RealCall => {
    const controller = new AbortController();
    const made: RealCall = { item, controller, outcome: undefined, expected: undefined };
    start(controller.signal).then(
      (value) => (made.outcome = { value }),
      (error: unknown) => (made.outcome = error === GONE ? GONE : ((error as Error).constructor as never)),
    );
    calls.push(made);
    return made;
  };

  const take = (step: Step): void => {
    switch (step.do) {
      case 'put': {
        const item = items++;
        model.put(call((signal) => queue.put(item, { signal }), item));
        break;
      }
      case 'get':
        model.get(call((signal) => queue.get({ signal })));
        break;
      case 'join':
        model.join(call((signal) => queue.join({ signal })));
        break;
      case 'putNowait': {
        const item = items++;
        const put = (): void => queue.putNowait(item);
        if (model.isShutdown) expect(put).toThrow(QueueShutDown);
        else if (model.isFull) expect(put).toThrow(QueueFull);
        else {
          put();
          model.add(item);
        }
        break;
      }
      case 'getNowait': {
        const get = (): number => queue.getNowait();
        if (model.items.length > 0) expect(get()).toBe(model.take());
        else expect(get).toThrow(model.isShutdown ? QueueShutDown : QueueEmpty);
        break;
      }
      case 'taskDone':
        if (model.unfinished === 0) expect(() => queue.taskDone()).toThrow('too many times');
        else {
          queue.taskDone();
          model.taskDone();
        }
        break;
      case 'cancel': {
        const cancelled = calls[step.call];
        if (cancelled === undefined) break;
        cancelled.controller.abort(GONE);
        model.cancel(cancelled);
        break;
      }
      case 'shutdown':
        queue.shutdown({ immediate: step.immediate });
        model.shutdown(step.immediate);
    }
  };

  for (const step of program) {
    take(step);
    await settled(1);
    expect(calls.map(({ outcome }) => outcome)).toEqual(calls.map(({ expected }) => expected));
    expect([queue.qsize(), queue.unfinishedTasks]).toEqual([model.items.length, model.unfinished]);
    expect([queue.empty(), queue.full()]).toEqual([model.items.length === 0, model.isFull]);
  }
  for (const { controller } of calls) controller.abort(GONE);
  await settled(1);
  expect(String(queue)).not.toMatch(/_getters|_putters/);
}

describe.each(kinds)('$kind, step by step', (kind) => {
  it.each([0, 1, 3])(
    'does what a list and lines of callers do, whoever gives up (maxsize %s)',
    async (maxsize) => {
      const programs = fc.array(step, { maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(programs, (program) => check(kind, maxsize, program)),
        { numRuns: 100, seed: 1 },
      );
    },
    30_000,
  );
});
