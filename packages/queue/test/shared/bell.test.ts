import { settled } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { Bell } from '../../src/shared/bell.ts';

const createBell = (): Bell => new Bell(new Int32Array(new SharedArrayBuffer(4)), 0);

/** Whether one who waits with an armed word has heard the bell. */
async function hasHeard(bell: Bell, armed: number): Promise<boolean> {
  let heard = false;
  void bell.heard(armed).then(() => (heard = true));
  await settled();
  bell.ringAll();
  return heard;
}

describe('Bell', () => {
  it('stays silent until it rings', async () => {
    const bell = createBell();
    expect(await hasHeard(bell, bell.arm('watcher'))).toBe(false);
  });

  it('lets nobody miss a ring between arming and waiting', async () => {
    const bell = createBell();
    const armed = bell.arm('watcher');
    bell.ring();
    expect(await hasHeard(bell, armed)).toBe(true);
  });

  it('lets nobody miss it when another has armed it again', async () => {
    const bell = createBell();
    const armed = bell.arm('watcher');
    bell.ring();
    bell.arm('watcher');
    expect(await hasHeard(bell, armed)).toBe(true);
  });

  it.each(['sleeper', 'watcher'] as const)('rings for a %s that armed it after another', async (listener) => {
    const bell = createBell();
    bell.arm('sleeper');
    bell.arm('watcher');
    const armed = bell.arm(listener);
    bell.ring();
    expect(await hasHeard(bell, armed)).toBe(true);
  });

  it('wakes every watcher, and all of them once', async () => {
    const bell = createBell();
    let woken = 0;
    for (let watcher = 0; watcher < 3; watcher++) void bell.heard(bell.arm('watcher')).then(() => (woken += 1));
    bell.ring();
    await settled();
    expect(woken).toBe(3);
    bell.ring();
    await settled();
    expect(woken).toBe(3);
  });

  it('wakes one sleeper with each ring', async () => {
    const bell = createBell();
    let woken = 0;
    for (let sleeper = 0; sleeper < 3; sleeper++) void bell.heard(bell.arm('sleeper')).then(() => (woken += 1));
    for (let rings = 1; rings <= 3; rings++) {
      bell.ring();
      await settled();
      expect(woken).toBe(rings);
    }
  });

  it('lets a blocked thread go on after its limit', () => {
    const bell = createBell();
    const start = performance.now();
    bell.wait(bell.arm('sleeper'), 5);
    expect(performance.now() - start).toBeGreaterThanOrEqual(4);
  });
});
