import { getEventListeners } from 'node:events';
import { fakeTimers } from '@x/test-kit/vitest';
import { describe, expect, it } from 'vitest';
import { Queue } from '../src/index.ts';
import { kinds } from './contract/kinds.ts';

fakeTimers();

describe.each(kinds)('new $kind', ({ make }) => {
  it.each([-1, 1.5, NaN, Infinity, '2' as never, null as never])('refuses the maxsize %s', (maxsize) => {
    expect(() => make(maxsize)).toThrow(RangeError);
    expect(() => make(maxsize)).toThrow('maxsize must be an integer of zero or more, got');
  });
});

describe.each(kinds)('$kind, limits', ({ make }) => {
  it('QUE-012 QUE-013 refuses a negative timeout, also where no waiting is needed', async () => {
    const queue = make<number>(1);
    const refusal = new RangeError('timeout must be zero or more, got -1');
    await expect(queue.get({ timeout: -1 })).rejects.toThrow(refusal);
    await expect(queue.put(1, { timeout: -1 })).rejects.toThrow(refusal);
    expect(queue.empty()).toBe(true);
    queue.putNowait(1);
    await expect(queue.put(2, { timeout: -1 })).rejects.toThrow(refusal);
    await expect(queue.get({ timeout: -1 })).rejects.toThrow(refusal);
    await expect(queue.join({ timeout: NaN })).rejects.toThrow(RangeError);
    expect([queue.qsize(), queue.unfinishedTasks]).toEqual([1, 1]);
  });

  it('QUE-021 rejects with the reason of the signal, and leaves nothing behind', async () => {
    const queue = make<number>(1);
    const controller = new AbortController();
    const { signal } = controller;
    const getting = queue.get({ signal, timeout: 100 });
    controller.abort('changed my mind');
    await expect(getting).rejects.toBe('changed my mind');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(String(queue)).toMatch(/ maxsize=1>$/);

    queue.putNowait(1);
    const second = new AbortController();
    const putting = queue.put(2, { signal: second.signal });
    const joining = queue.join({ signal: second.signal });
    second.abort('enough');
    await expect(putting).rejects.toBe('enough');
    await expect(joining).rejects.toBe('enough');
    expect(queue.qsize()).toBe(1);
    await expect(queue.get({ signal: second.signal })).rejects.toBe('enough');
    expect(queue.getNowait()).toBe(1);
  });

  it('does not take an abort reason for the end of its own time', async () => {
    const queue = make<number>(1);
    const controller = new AbortController();
    const getting = queue.get({ signal: controller.signal, timeout: 100 });
    const { TimeoutError } = await import('@x/future');
    const reason = new TimeoutError('of the whole request');
    controller.abort(reason);
    await expect(getting).rejects.toBe(reason);
  });

  it('refuses options that are none', async () => {
    const queue = make<number>();
    await expect(queue.get(5 as never)).rejects.toThrow(new TypeError('options must be an object, got 5'));
    await expect(queue.put(1, 5 as never)).rejects.toThrow(TypeError);
    expect(() => queue.shutdown(true as never)).toThrow(new TypeError('options must be an object, got true'));
    expect([queue.isShutdown, queue.empty()]).toEqual([false, true]);
  });
});

describe.each(kinds)('$kind, items', ({ make }) => {
  it.each<[string, unknown]>([
    ['a promise', Promise.resolve(1)],
    ['a thenable', { then: () => undefined }],
    ['a function with then', Object.assign(() => undefined, { then: () => undefined })],
  ])('refuses %s, with room and without', async (_name, item) => {
    const queue = make<unknown>(1);
    const refusal = /^item must not be a promise or other thenable, wrap it in an object: got /;
    expect(() => queue.putNowait(item)).toThrow(TypeError);
    await expect(queue.put(item)).rejects.toThrow(refusal);
    await expect(queue.put(item, { block: false })).rejects.toThrow(refusal);
    queue.putNowait(1);
    await expect(queue.put(item)).rejects.toThrow(refusal);
    expect([queue.qsize(), queue.unfinishedTasks]).toEqual([1, 1]);
    expect(String(queue)).not.toMatch('_putters');
  });

  it('takes a promise wrapped in an object', async () => {
    const queue = make<{ answer: Promise<number> }>();
    await queue.put({ answer: Promise.resolve(42) });
    expect(await (await queue.get()).answer).toBe(42);
  });
});

describe('Queue', () => {
  it('is no thenable', () => {
    expect('then' in new Queue()).toBe(false);
  });
});
