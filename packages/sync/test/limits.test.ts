import { TimeoutError, type WaitOptions } from '@x/future';
import { fakeTimers } from '@x/test-kit/vitest';
import { getEventListeners } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore } from '../src/index.ts';

fakeTimers();

/** A call that has to wait, and a way to see what it waits on. */
interface Blocked {
  readonly call: (options?: WaitOptions) => Promise<unknown>;
  readonly shown: () => string;
}

const held = async <T extends { acquire(): Promise<true> }>(owner: T): Promise<T> => {
  await owner.acquire();
  return owner;
};

/** Each method that waits, on an object where it has to. */
const calls: Record<string, () => Blocked | Promise<Blocked>> = {
  'Lock.acquire()': async () => on(await held(new Lock()), (lock, options) => lock.acquire(options)),
  'Lock.hold()': async () => on(await held(new Lock()), (lock, options) => lock.hold(options)),
  'Semaphore.acquire()': () => on(new Semaphore(0), (semaphore, options) => semaphore.acquire(options)),
  'BoundedSemaphore.hold()': () => on(new BoundedSemaphore(0), (semaphore, options) => semaphore.hold(options)),
  'Event.wait()': () => on(new Event(), (event, options) => event.wait(options)),
  'Condition.wait()': async () => on(await held(new Condition()), (condition, options) => condition.wait(options)),
  'Condition.waitFor()': async () =>
    on(await held(new Condition()), (condition, options) => condition.waitFor(() => false, options)),
  'Barrier.wait()': () => on(new Barrier(2), (barrier, options) => barrier.wait(options)),
};

function on<T>(owner: T, call: (owner: T, options?: WaitOptions) => Promise<unknown>): Blocked {
  return { call: (options) => call(owner, options), shown: () => String(owner) };
}

describe.each(Object.entries(calls))('%s, limited', (label, make) => {
  it('rejects at the deadline and not before, and leaves nothing behind', async () => {
    const { call, shown } = await make();
    const before = shown();
    const onError = vi.fn<(error: unknown) => void>();
    call({ timeout: 100 }).catch(onError);

    await vi.advanceTimersByTimeAsync(99);
    expect(onError).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onError.mock.lastCall?.[0]).toEqual(
      new TimeoutError(`${label} did not end within 100 ms`, { timeout: 100 }),
    );
    expect(shown()).toBe(before);
  });

  it('rejects with the reason of the signal, and leaves nothing behind', async () => {
    const { call, shown } = await make();
    const before = shown();
    const controller = new AbortController();
    const abandoned = call({ timeout: 100, signal: controller.signal });
    controller.abort('changed my mind');
    await expect(abandoned).rejects.toBe('changed my mind');
    expect(shown()).toBe(before);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  it('refuses limits that make no sense before anything has changed', async () => {
    const { call, shown } = await make();
    const before = shown();
    await expect(call({ timeout: -1 })).rejects.toThrow(new RangeError('timeout must be zero or more, got -1'));
    await expect(call({ timeout: NaN })).rejects.toThrow(RangeError);
    await expect(call({ signal: AbortSignal.abort('too late') })).rejects.toBe('too late');
    expect(shown()).toBe(before);
  });
});

describe('Limits of a call that need not wait', () => {
  it('are checked all the same', async () => {
    const lock = new Lock();
    await expect(lock.acquire({ timeout: -1 })).rejects.toThrow(RangeError);
    await expect(lock.with(() => 1, { timeout: -1 })).rejects.toThrow(RangeError);
    await expect(new Barrier(1).wait({ timeout: -1 })).rejects.toThrow(RangeError);
    expect(lock.locked()).toBe(false);
  });

  it('leave no timer and no listener', async () => {
    const { signal } = new AbortController();
    await expect(new Lock().acquire({ timeout: 100, signal })).resolves.toBe(true);
    await expect(new Barrier(1).wait({ timeout: 100, signal })).resolves.toBe(0);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('A wait of length zero', () => {
  it('succeeds when there is nothing to wait for, and fails when there is', async () => {
    const lock = new Lock();
    await expect(lock.acquire({ timeout: 0 })).resolves.toBe(true);
    const second = expect(lock.acquire({ timeout: 0 })).rejects.toThrow(TimeoutError);
    await vi.advanceTimersByTimeAsync(0);
    await second;
  });
});

describe('Barrier.reset and Barrier.abort, limited', () => {
  it('check their limits', async () => {
    const barrier = new Barrier(2);
    await expect(barrier.abort({ timeout: -1 })).rejects.toThrow(RangeError);
    await expect(barrier.reset({ signal: AbortSignal.abort('no') })).rejects.toBe('no');
    expect(barrier.broken).toBe(false);
  });
});

describe('Lock.with, limited', () => {
  it('limits the wait, not the call', async () => {
    const lock = await held(new Lock());
    const never = vi.fn();
    const late = expect(lock.with(never, { timeout: 100 })).rejects.toThrow(TimeoutError);
    await vi.advanceTimersByTimeAsync(100);
    await late;
    expect(never).not.toHaveBeenCalled();
    lock.release();

    const long = lock.with(() => new Promise((resolve) => setTimeout(() => resolve('done'), 500)), { timeout: 100 });
    await vi.advanceTimersByTimeAsync(500);
    await expect(long).resolves.toBe('done');
    expect(lock.locked()).toBe(false);
  });
});
