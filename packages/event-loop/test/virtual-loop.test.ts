import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { createTask, ensureFuture, gather, getRunningLoop, run, sleep, Task } from '../src/index.ts';
import { DeadlockError, OutsideError, runVirtual, VirtualEventLoop } from '../src/testing.ts';

const here = fileURLToPath(import.meta.url);

/** Real work that this loop knows nothing of. */
const readHere = (): Promise<string> => readFile(here, 'utf8');

describe('VirtualEventLoop', () => {
  it('jumps to the next timer when everything waits', async () => {
    const times: number[] = [];
    await runVirtual(async () => {
      const loop = getRunningLoop();
      const naps = [3_600_000, 10, 86_400_000].map((nap) =>
        createTask(async () => {
          await sleep(nap);
          times.push(loop.time());
        }),
      );
      await gather(naps);
    });
    expect(times).toEqual([10, 3_600_000, 86_400_000]);
  });

  it('names the tasks that can never go on, and what they wait for', async () => {
    const running = runVirtual(async () => {
      const never = getRunningLoop().createFuture<void>();
      await createTask(async () => await never, { name: 'dreamer' });
    });
    await expect(running).rejects.toThrow(DeadlockError);
    await expect(running).rejects.toThrow(/'dreamer' waits for <Future pending/);
  });

  it('lets real time pass for what is outside, while virtual time stands', async () => {
    const time = await runVirtual(async () => {
      const nap = createTask(async () => await sleep(1_000));
      expect(await readHere()).toContain('virtual time stands');
      const time = getRunningLoop().time();
      await nap;
      return time;
    });
    expect(time).toBe(0);
  });

  it('goes on when what was outside has ended, though nobody waited for it', async () => {
    const time = await runVirtual(async () => {
      const reading = createTask(readHere);
      await sleep(1_000);
      return [reading.done(), getRunningLoop().time()];
    });
    expect(time).toEqual([true, 1_000]);
  });

  it('knows a task that has begun outside in an eager first step', async () => {
    const time = await runVirtual(async () => {
      const reading = new Task(readHere, { eagerStart: true });
      const nap = createTask(async () => await sleep(1_000));
      await gather([reading, createTask(async () => await reading.then(() => getRunningLoop().time()))]);
      await nap;
      return getRunningLoop().time();
    });
    expect(time).toBe(1_000);
  });

  it('refuses what is outside, when it is told to, and names the task', async () => {
    const loop = new VirtualEventLoop({ outside: 'error' });
    const main = async (): Promise<void> => {
      await createTask(readHere, { name: 'reader' });
    };
    const running = run(main, { loopFactory: () => loop });
    await expect(running).rejects.toThrow(OutsideError);
    await expect(running).rejects.toThrow("virtual time stands: 'reader' awaits something outside of the loop");
  });

  it('waits for a promise that was made a future of the loop', async () => {
    const text = await runVirtual(async () => await ensureFuture(readHere()));
    expect(text).toContain('made a future of the loop');
  });

  it('looks at the tasks that have gone on, not at all of them, before it jumps', async () => {
    const size = 500;
    const waits = vi.spyOn(Task.prototype, 'waits', 'get');
    await runVirtual(async () => {
      await gather(Array.from({ length: size }, (_, index) => createTask(async () => await sleep(index))));
    });
    // Each task is looked at when it has begun to sleep; the one that gathers stays where it is.
    expect(waits.mock.calls.length).toBeLessThan(5 * size);
    waits.mockRestore();
  });
});
