import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Event, Lock, Semaphore } from '../src/index.ts';

describe('Lock.toString', () => {
  it('LOCK-001 ends with the state, and the number of those who wait', async () => {
    const lock = new Lock();
    expect(String(lock)).toMatch(/^<Lock #\d+ \[unlocked\]>$/);
    await lock.acquire();
    expect(String(lock)).toMatch(/\[locked\]>$/);
    const waiting = [lock.acquire(), lock.acquire()];
    expect(String(lock)).toMatch(/\[locked, waiters:2\]>$/);
    for (const wait of waiting) {
      lock.release();
      await wait;
    }
    expect(String(lock)).toMatch(/\[locked\]>$/);
  });

  it('tells locks apart, and names subclasses', () => {
    class Door extends Lock {}
    const [a, b] = [new Door(), new Door()];
    expect(String(a)).toMatch(/^<Door #/);
    expect(String(a)).toBe(String(a));
    expect(String(a)).not.toBe(String(b));
  });

  it('is what console.log shows', () => {
    const lock = new Lock();
    expect(inspect({ lock })).toBe(`{ lock: ${String(lock)} }`);
  });
});

describe('Event.toString', () => {
  it('EVT-001 shows the flag, and the number of those who wait', async () => {
    const event = new Event();
    expect(String(event)).toMatch(/^<Event #\d+ \[unset\]>$/);
    const waiting = event.wait();
    expect(String(event)).toMatch(/\[unset, waiters:1\]>$/);
    event.set();
    expect(String(event)).toMatch(/\[set, waiters:1\]>$/);
    await waiting;
    expect(String(event)).toMatch(/\[set\]>$/);
  });
});

describe('Semaphore.toString', () => {
  it('shows the permits that are left, or that it is locked', async () => {
    const semaphore = new Semaphore(2);
    expect(String(semaphore)).toMatch(/\[unlocked, value:2\]>$/);
    await semaphore.acquire();
    expect(String(semaphore)).toMatch(/\[unlocked, value:1\]>$/);
    await semaphore.acquire();
    expect(String(semaphore)).toMatch(/\[locked\]>$/);
  });
});
