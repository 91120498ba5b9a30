import { settled } from '@x/test-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LifoQueue, PriorityQueue, Queue } from '../../src/index.ts';
import { kinds } from '../contract/kinds.ts';
import { GONE } from './model.ts';
import { step, type Step } from './steps.ts';

/** What went in and came out, in this order. */
interface Log {
  readonly entered: number[];
  readonly left: number[];
  /** The items that should be inside, checked at each item that leaves. */
  readonly inside: number[];
}

type Base = new (maxsize: number) => Queue<number>;
const bases: Record<string, Base> = { Queue, LifoQueue, PriorityQueue };

/** A queue that keeps a log, and finds every item that leaves out of turn. */
function logged(
  kind: string,
  ordered: (items: readonly number[]) => number[],
  log: Log,
  maxsize: number,
): Queue<number> {
  const Logged = class extends (bases[kind] as Base) {
    protected override putItem(item: number): void {
      super.putItem(item);
      log.entered.push(item);
      log.inside.push(item);
    }

    protected override getItem(): number {
      const item = super.getItem();
      expect(item).toBe(ordered(log.inside)[0]);
      log.inside.splice(log.inside.indexOf(item), 1);
      log.left.push(item);
      return item;
    }
  };
  return new Logged(maxsize);
}

/** Runs bursts of steps; between two of them everything settles. */
async function check(queue: Queue<number>, log: Log, bursts: readonly (readonly Step[])[]): Promise<void> {
  const controllers: AbortController[] = [];
  const got: number[] = [];
  const accepted: number[] = [];
  const refused: number[] = [];
  let waitingGets = 0;
  let waitingPuts = 0;
  let items = 0;
  let dropped = 0;

  const take = (step: Step): void => {
    const controller = new AbortController();
    const { signal } = controller;
    switch (step.do) {
      case 'put': {
        const item = items++;
        controllers.push(controller);
        waitingPuts++;
        void queue
          .put(item, { signal })
          .then(
            () => accepted.push(item),
            () => refused.push(item),
          )
          .finally(() => waitingPuts--);
        break;
      }
      case 'get':
        controllers.push(controller);
        waitingGets++;
        void queue
          .get({ signal })
          .then(
            (item) => got.push(item),
            () => undefined,
          )
          .finally(() => waitingGets--);
        break;
      case 'join':
        controllers.push(controller);
        queue.join({ signal }).catch(() => undefined);
        break;
      case 'putNowait': {
        const item = items++;
        if (queue.full() || queue.isShutdown) break;
        queue.putNowait(item);
        accepted.push(item);
        break;
      }
      case 'getNowait':
        if (!queue.empty()) got.push(queue.getNowait());
        break;
      case 'taskDone':
        if (queue.unfinishedTasks > 0) queue.taskDone();
        break;
      case 'cancel':
        controllers[step.call]?.abort(GONE);
        break;
      case 'shutdown':
        if (step.immediate) dropped += queue.qsize();
        queue.shutdown({ immediate: step.immediate });
    }
  };

  for (const burst of bursts) {
    for (const step of burst) take(step);
    await settled(1);
    const sorted = (values: readonly number[]): number[] => values.toSorted((a, b) => a - b);
    expect(sorted(log.entered), 'what entered was accepted, and nothing else').toEqual(sorted(accepted));
    expect(log.entered.filter((item) => refused.includes(item))).toEqual([]);
    expect(log.left.length, 'what left was taken or dropped').toBe(got.length + dropped);
    expect(got.filter((item) => !log.left.includes(item))).toEqual([]);
    expect(new Set(got).size).toBe(got.length);
    expect(queue.qsize()).toBe(log.inside.length);
    expect(waitingGets > 0 && !queue.empty(), 'nobody waits for an item that is there').toBe(false);
    expect(waitingPuts > 0 && !queue.full(), 'nobody waits for room that is there').toBe(false);
    expect(queue.isShutdown && waitingGets + waitingPuts > 0).toBe(false);
    if (queue.maxsize > 0) expect(queue.qsize()).toBeLessThanOrEqual(queue.maxsize);
  }
  for (const controller of controllers) controller.abort(GONE);
  await settled(1);
  expect([waitingGets, waitingPuts]).toEqual([0, 0]);
  expect(String(queue)).not.toMatch(/_getters|_putters/);
}

describe.each(kinds)('$kind, much at once', ({ kind, ordered }) => {
  it.each([0, 1, 3])(
    'loses nothing, gives nothing twice, and lets nobody wait in vain (maxsize %s)',
    async (maxsize) => {
      const programs = fc.array(fc.array(step, { maxLength: 12 }), { maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(programs, async (bursts) => {
          const log: Log = { entered: [], left: [], inside: [] };
          await check(logged(kind, ordered, log, maxsize), log, bursts);
        }),
        { numRuns: 300, seed: 1 },
      );
    },
    30_000,
  );
});
