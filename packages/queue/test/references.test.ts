import { settled } from '@x/test-kit';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { SimpleQueue } from '../src/index.ts';
import { kinds } from './contract/kinds.ts';

// The flag is on from here: the collector can be called by name.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const queues = [
  ...kinds.map(({ kind, make }) => ({ kind, make: () => make<[number, object]>() })),
  {
    kind: 'SimpleQueue',
    make: () => new SimpleQueue<[number, object]>(),
  },
];

describe.each(queues)('$kind', ({ make }) => {
  it('QUE-022 keeps no reference to an item that was taken', async () => {
    const queue = make();
    const seen: WeakRef<object>[] = [];
    await (async () => {
      for (let n = 0; n < 40; n++) {
        const item = { n };
        seen.push(new WeakRef(item));
        await queue.put([n, item]);
      }
      for (let n = 0; n < 20; n++) await queue.get();
      for (let n = 0; n < 20; n++) queue.getNowait();
    })();
    await settled();
    collect();
    expect(seen.filter((ref) => ref.deref() !== undefined)).toEqual([]);
    expect(queue.qsize()).toBe(0);
  });
});

describe.each(kinds)('$kind, calls', ({ make }) => {
  it('keeps no reference to calls that have ended', async () => {
    const queue = make<number>(1);
    const seen: WeakRef<AbortSignal>[] = [];
    const signal = (): AbortSignal => {
      const controller = new AbortController();
      seen.push(new WeakRef(controller.signal));
      return controller.signal;
    };
    await (async () => {
      for (let n = 0; n < 3; n++) {
        const getting = queue.get({ signal: signal() });
        await queue.put(n);
        const putting = queue.put(n, { signal: signal() });
        await getting;
        await putting;
        const joining = queue.join({ signal: signal() });
        queue.getNowait();
        while (queue.unfinishedTasks > 0) queue.taskDone();
        await joining;
      }
    })();
    await settled();
    collect();
    // The last promise made is held by the machinery of waits until the next.
    expect(seen.slice(0, -1).filter((ref) => ref.deref() !== undefined)).toEqual([]);
    expect(queue.empty()).toBe(true);
  });
});
