import { describe, expect, it } from 'vitest';
import { createTask, gather, sleep, type Steps } from '@x/event-loop';
import { explore, ExploreError } from '@x/event-loop/testing';
import { LossyLock } from './lossy-lock.ts';

/** Three tasks share a lock; one of them is cancelled at about the time when the lock is handed to it. */
async function compete(): Promise<void> {
  const lock = new LossyLock();
  const work = async (): Promise<void> => {
    await lock.acquire();
    await sleep(1);
    lock.release();
  };
  const tasks = [createTask(work), createTask(work), createTask(work)];
  void createTask(async () => {
    await sleep(1);
    tasks[1]?.cancel();
  });
  await gather(tasks, { returnExceptions: true });
}

function* competeByGenerators(): Steps<void> {
  const lock = new LossyLock();
  const work = function* (): Steps<void> {
    yield lock.acquire();
    yield sleep(1);
    lock.release();
  };
  const tasks = [createTask(work), createTask(work), createTask(work)];
  void createTask(function* (): Steps<void> {
    yield sleep(1);
    tasks[1]?.cancel();
  });
  yield gather(tasks, { returnExceptions: true });
}

describe('explore', () => {
  it.each([
    ['native', compete],
    ['generator', competeByGenerators],
  ])('finds a lost wake-up among a thousand orders, and replays it by its seed (%s bodies)', async (_kind, body) => {
    const found: unknown = await explore(body, { runs: 1_000 }).catch((error: unknown) => error);
    expect(found).toBeInstanceOf(ExploreError);
    const { seed, cause } = found as ExploreError;
    expect(cause).toMatchObject({ name: 'DeadlockError' });

    const again: unknown = await explore(body, { seed, runs: 1 }).catch((error: unknown) => error);
    expect(again).toMatchObject({ seed, message: expect.stringContaining(`seed: ${seed}`) as unknown });
  });
});
