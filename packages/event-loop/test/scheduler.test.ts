import { describe, expect, it } from 'vitest';
import { createTask, Scheduler, sleep } from '../src/index.ts';
import { runVirtual } from '../src/testing.ts';

/** A scheduler on a clock of its own, and the log of what it ran when. */
function planned(): { plan: Scheduler; log: string[]; note: (name: string) => void } {
  let now = 0;
  const log: string[] = [];
  const plan = new Scheduler({ timefunc: () => now, delayfunc: (amount) => void (now += amount) });
  return { plan, log, note: (name) => log.push(`${now} ${name}`) };
}

describe('Scheduler.run', () => {
  it('SCHED-001 runs actions in the order of their times', async () => {
    const { plan, log, note } = planned();
    for (const time of [500, 400, 300, 200, 100]) plan.enter(time, 1, note, { argument: [`after ${time}`] });
    await plan.run();
    expect(log).toEqual(['100 after 100', '200 after 200', '300 after 300', '400 after 400', '500 after 500']);
  });

  it('SCHED-003 SCHED-008 orders equal times by priority, then by insertion', async () => {
    const { plan, log, note } = planned();
    for (const [priority, name] of [
      [2, 'c'],
      [1, 'a'],
      [1, 'b'],
    ] as const) {
      plan.enterabs(10, priority, note, { argument: [name] });
    }
    expect(plan.queue.map(({ argument }) => argument[0])).toEqual(['a', 'b', 'c']);
    await plan.run();
    expect(log).toEqual(['10 a', '10 b', '10 c']);
  });

  it('SCHED-004 SCHED-006 drops what is cancelled, once', async () => {
    const { plan, log, note } = planned();
    const events = [1, 2, 3, 4, 5].map((time) => plan.enterabs(time, 1, note, { argument: [String(time)] }));
    plan.cancel(events[0]!);
    plan.cancel(events[4]!);
    expect(() => plan.cancel(events[0]!)).toThrow(RangeError);
    await plan.run();
    expect(log).toEqual(['2 2', '3 3', '4 4']);
  });

  it('SCHED-007 SCHED-011 is empty before, not between, and after', async () => {
    const { plan, note } = planned();
    const seen = [plan.empty()];
    plan.enterabs(1, 1, note, { argument: ['x'] });
    seen.push(plan.empty());
    await plan.run();
    expect([...seen, plan.empty()]).toEqual([true, false, true]);
    await plan.run();
    expect(plan.run({ blocking: false })).toBeUndefined();
  });

  it('SCHED-010 runs without blocking what is due, and says when the next is', () => {
    const { plan, log, note } = planned();
    plan.enterabs(0, 1, note, { argument: ['due'] });
    const later = plan.enterabs(7, 1, note, { argument: ['later'] });
    expect(plan.run({ blocking: false })).toBe(7);
    expect([log, plan.queue]).toEqual([['0 due'], [later]]);
  });

  it('SCHED-013 does not run what is cancelled while it runs', async () => {
    const { plan, log, note } = planned();
    const doomed = plan.enterabs(2, 1, note, { argument: ['doomed'] });
    plan.enterabs(1, 1, () => plan.cancel(doomed));
    plan.enterabs(3, 1, note, { argument: ['last'] });
    await plan.run();
    expect(log).toEqual(['3 last']);
  });

  it('SCHED-014 keeps the rest when an action throws, and can go on', async () => {
    const { plan, log, note } = planned();
    plan.enterabs(1, 1, () => {
      throw new Error('stop');
    });
    plan.enterabs(2, 1, note, { argument: ['rest'] });
    await expect(plan.run()).rejects.toThrow('stop');
    expect(plan.empty()).toBe(false);
    await plan.run();
    expect(log).toEqual(['2 rest']);
  });

  it('runs on the time of the loop, and leaves the queue alone when it is cancelled', async () => {
    await runVirtual(async () => {
      const plan = new Scheduler();
      const log: number[] = [];
      plan.enter(1_000, 1, () => log.push(1));
      plan.enter(60_000, 1, () => log.push(2));
      const running = createTask(async () => plan.run());
      await sleep(30_000);
      running.cancel();
      await expect(running).rejects.toMatchObject({ name: 'CancelledError' });
      expect([log, plan.queue.length]).toEqual([[1], 1]);
    });
  });

  it('names what it cannot take', () => {
    const { plan } = planned();
    expect(() => plan.enter(Number.NaN, 1, () => undefined)).toThrow('time must be a number, got NaN');
    expect(() => plan.enter(1, 1, 'x' as never)).toThrow("action must be a function, got 'x'");
    expect(() => new Scheduler({ timefunc: 1 as never })).toThrow('timefunc must be a function, got 1');
  });
});
