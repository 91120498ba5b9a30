import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { createTask, getRunningLoop, run, sleep } from '@x/event-loop';
import { runVirtual } from '@x/event-loop/testing';
import { CancelledError } from '@x/future';
import { leakCheck, settled } from '@x/test-kit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QueueEmpty, QueueFull, QueueShutDown } from '../../src/errors.ts';
import { SharedQueue } from '../../src/shared.ts';

beforeEach(leakCheck);
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  expect(vi.getTimerCount(), 'timers left behind').toBe(0);
  vi.useRealTimers();
});

type Outcome<T> = { state: 'pending' } | { state: 'fulfilled'; value: T } | { state: 'rejected'; error: unknown };

const PENDING = { state: 'pending' } as const;
const fulfilled = <T>(value: T): Outcome<T> => ({ state: 'fulfilled', value });
const rejected = (error: unknown): Outcome<never> => ({ state: 'rejected', error });

/** Notes how a promise ends, without waiting for it. */
function outcome<T>(promise: Promise<T>): { now: Outcome<T> } {
  const noted: { now: Outcome<T> } = { now: PENDING };
  promise.then(
    (value) => (noted.now = fulfilled(value)),
    (error: unknown) => (noted.now = rejected(error)),
  );
  return noted;
}

describe('new SharedQueue', () => {
  it.each([0, -1, 1.5, NaN, Infinity, 2 ** 20 + 1])('refuses maxsize %d', (maxsize) => {
    expect(() => new SharedQueue(maxsize)).toThrow(RangeError);
    expect(() => new SharedQueue(maxsize)).toThrow(`maxsize must be an integer from 1 to 1048576, got ${maxsize}`);
  });

  it('refuses what is no number', () => {
    expect(() => new SharedQueue('5' as never)).toThrow(new TypeError("maxsize must be a number, got '5'"));
    expect(() => new SharedQueue(5, { capacityBytes: null as never })).toThrow(TypeError);
    expect(() => new SharedQueue(5, { capacityBytes: -1 })).toThrow(RangeError);
  });

  it('rounds capacityBytes up to blocks', () => {
    expect(new SharedQueue(5, { capacityBytes: 0 }).capacityBytes).toBe(0);
    expect(new SharedQueue(5, { capacityBytes: 1 }).capacityBytes).toBe(256);
    expect(new SharedQueue(5).capacityBytes).toBe(2 ** 20);
    expect(new SharedQueue(2_000).capacityBytes).toBe(2_000 * 1_024);
    expect(new SharedQueue(5, { capacityBytes: 2 ** 23 + 1 }).capacityBytes).toBe(2 ** 23 + 2 ** 10);
  });

  it('QUE-002 begins empty', () => {
    const queue = new SharedQueue(5);
    expect([queue.empty(), queue.full(), queue.qsize(), queue.maxsize]).toEqual([true, false, 0, 5]);
    expect(queue.isShutdown).toBe(false);
  });
});

describe('SharedQueue sizes', () => {
  it('QUE-003 is full with the fifth of five items', () => {
    const queue = new SharedQueue<number>(5);
    for (let size = 1; size <= 5; size++) {
      queue.putNowait(size);
      expect([queue.qsize(), queue.full(), queue.empty()]).toEqual([size, size === 5, false]);
    }
  });

  it('QUE-001 QUE-010 gives items in their order, again and again', () => {
    const queue = new SharedQueue<number>(3);
    for (let round = 0; round < 10; round++) {
      for (const item of [111, 333, 222]) queue.putNowait(item);
      expect([queue.getNowait(), queue.getNowait(), queue.getNowait()]).toEqual([111, 333, 222]);
    }
  });

  it('QUE-011 says Full beyond maxsize and Empty beyond the contents', () => {
    const queue = new SharedQueue<number>(1);
    expect(() => queue.getNowait()).toThrow(QueueEmpty);
    queue.putNowait(1);
    expect(() => queue.putNowait(2)).toThrow(QueueFull);
    expect(() => queue.putNowait(2)).toThrow(expect.objectContaining({ code: 'ERR_QUEUE_FULL', maxsize: 1 }));
    expect(queue.getNowait()).toBe(1);
  });

  it('shows itself as text', async () => {
    const queue = new SharedQueue<number>(2);
    expect(String(queue)).toBe('<SharedQueue maxsize=2 qsize=0>');
    const getting = queue.get();
    expect(inspect(queue)).toBe('<SharedQueue maxsize=2 qsize=0 getters[1]>');
    queue.putNowait(1);
    await getting;
    queue.putNowait(1);
    queue.putNowait(2);
    const putting = queue.put(3);
    expect(String(queue)).toBe('<SharedQueue maxsize=2 qsize=2 putters[1]>');
    queue.shutdown();
    await expect(putting).rejects.toThrow(QueueShutDown);
    expect(String(queue)).toBe('<SharedQueue maxsize=2 qsize=2 shutdown>');
  });
});

describe('SharedQueue items', () => {
  const pass = (item: unknown): unknown => {
    const queue = new SharedQueue(1);
    queue.putNowait(item);
    return queue.getNowait();
  };

  it.each([0, -0, 1.5, -1e308, 5e-324, Infinity, -Infinity, NaN, 2 ** 53])('passes the number %d', (item) => {
    expect(pass(item)).toBe(item);
  });

  it.each([
    ['QUE-017 undefined', undefined],
    ['QUE-017 null', null],
    ['QUE-017 false', false],
    ['an empty string', ''],
    ['text', 'héllo \ud83d\ude00 \ud800'],
    ['a bigint', 2n ** 70n],
    ['a date', new Date(5)],
    ['an array with a hole', [1, , 3]], // eslint-disable-line no-sparse-arrays
    ['an object', { a: { b: [1, 'x', null] } }],
    ['a map', new Map([[{ key: 1 }, new Set([1])]])],
    ['doubles', new Float64Array([1, 2])],
    ['an error', new RangeError('bad')],
    ['a regular expression', /a+/g],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['no bytes', new Uint8Array(0)],
    ['a buffer', Buffer.from('abc')],
    ['a large text', 'x'.repeat(100_000)],
  ])('passes %s', (_, item) => {
    expect(pass(item)).toEqual(item);
  });

  it('passes circles', () => {
    const item: { self?: unknown } = {};
    item.self = item;
    const passed = pass(item) as typeof item;
    expect(passed.self).toBe(passed);
    expect(passed).not.toBe(item);
  });

  it('gives bytes that own their memory, and nothing beside', () => {
    const passed = pass(new Uint8Array(new ArrayBuffer(10), 2, 3)) as Uint8Array;
    expect(passed.buffer.byteLength).toBe(3);
    expect(passed).not.toBeInstanceOf(Buffer);
    expect(pass(Buffer.from('abc'))).toBeInstanceOf(Buffer);
  });

  it('reads shared memory and what is subclassed of bytes as bytes', () => {
    class Bytes extends Uint8Array {}
    expect(pass(new Bytes([1, 2]))).toEqual(new Uint8Array([1, 2]));
    expect(pass(new Uint8Array(new SharedArrayBuffer(2)))).toEqual(new Uint8Array(2));
  });

  it('copies as much of shared memory as there was at the call, though it may grow', () => {
    const memory = new SharedArrayBuffer(40, { maxByteLength: 1_000 });
    const bytes = new Uint8Array(memory).fill(1);
    const passed = pass(bytes);
    memory.grow(1_000);
    expect(passed).toEqual(new Uint8Array(40).fill(1));
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['an object with a function', { f: () => 1 }],
    ['a message port', new MessageChannel().port1],
  ])('refuses %s and stays as it was', async (_, item) => {
    const queue = new SharedQueue<unknown>(1);
    expect(() => queue.putNowait(item)).toThrow();
    expect(() => queue.putSync(item)).toThrow();
    await expect(queue.put(item)).rejects.toThrow();
    expect(queue.qsize()).toBe(0);
    queue.putNowait('next');
    expect(queue.getNowait()).toBe('next');
  });

  it('refuses promises, which await get() would look into', async () => {
    const queue = new SharedQueue<unknown>(1);
    expect(() => queue.putNowait(Promise.resolve(1))).toThrow(TypeError);
    await expect(queue.put({ then: () => 1 })).rejects.toThrow('wrap it in an object');
  });

  it('lets the error of a getter through that fails while it is read', () => {
    const queue = new SharedQueue<unknown>(1);
    const item = {
      get bad(): number {
        throw new Error('no');
      },
    };
    expect(() => queue.putNowait(item)).toThrow('no');
    expect(queue.qsize()).toBe(0);
  });
});

describe('SharedQueue memory', () => {
  it('takes an item that fills it', () => {
    const queue = new SharedQueue<Uint8Array>(2, { capacityBytes: 5_000 });
    const item = crypto.getRandomValues(new Uint8Array(queue.capacityBytes));
    queue.putNowait(item);
    expect(() => queue.putNowait(new Uint8Array(1))).toThrow(QueueFull);
    expect(() => queue.putNowait(new Uint8Array(1))).toThrow('(no memory for an item of 1 bytes)');
    queue.putNowait(new Uint8Array(0));
    expect(() => queue.putNowait(new Uint8Array(1))).toThrow('(maxsize 2)');
    expect(queue.getNowait()).toEqual(item);
  });

  it('refuses an item that could never fit', async () => {
    const queue = new SharedQueue<Uint8Array>(2, { capacityBytes: 1_000 });
    const message = 'item needs 1025 bytes, the queue has capacityBytes 1024';
    const item = new Uint8Array(1_025);
    expect(() => queue.putNowait(item)).toThrow(new RangeError(message));
    expect(() => queue.putSync(item)).toThrow(RangeError);
    await expect(queue.put(item)).rejects.toThrow(RangeError);
  });

  it('needs none for numbers', () => {
    const queue = new SharedQueue<number>(2, { capacityBytes: 0 });
    queue.putNowait(1);
    expect(queue.getNowait()).toBe(1);
  });

  it('makes a put wait until there is enough, and the next of the thread with it', async () => {
    const queue = new SharedQueue<Uint8Array | number>(9, { capacityBytes: 1_024 });
    queue.putNowait(new Uint8Array(600));
    queue.putNowait(new Uint8Array(200));
    const big = outcome(queue.put(new Uint8Array(1_000)));
    const small = outcome(queue.put(5));

    expect(await queue.get()).toHaveLength(600);
    await settled();
    expect([big.now, small.now]).toEqual([PENDING, PENDING]);
    expect(await queue.get()).toHaveLength(200);
    expect(await queue.get()).toHaveLength(1_000);
    expect(await queue.get()).toBe(5);
    expect([big.now, small.now]).toEqual([fulfilled(undefined), fulfilled(undefined)]);
  });

  it('lets a put go on when the one before it, which wanted more, gives up', async () => {
    const queue = new SharedQueue<Uint8Array | number>(9, { capacityBytes: 1_024 });
    queue.putNowait(new Uint8Array(600));
    const stop = new AbortController();
    const big = outcome(queue.put(new Uint8Array(700), { signal: stop.signal }));
    const small = outcome(queue.put(5));
    await settled();
    expect(small.now).toEqual(PENDING);

    stop.abort('enough');
    await settled();
    expect(big.now).toEqual(rejected('enough'));
    expect(small.now).toEqual(fulfilled(undefined));
  });
});

describe('SharedQueue.get', () => {
  it('gives what is there without a turn', async () => {
    const queue = new SharedQueue<number>(3);
    queue.putNowait(1);
    const got = outcome(queue.get());
    await Promise.resolve();
    expect(got.now).toEqual(fulfilled(1));
  });

  it('waits for an item', async () => {
    const queue = new SharedQueue<number>(3);
    const got = outcome(queue.get());
    await settled();
    expect(got.now).toEqual(PENDING);
    queue.putNowait(1);
    await settled();
    expect(got.now).toEqual(fulfilled(1));
  });

  it('QUE-018 serves those who wait in their order, and before who comes later', async () => {
    const queue = new SharedQueue<number>(9);
    const order: string[] = [];
    const first = ['a', 'b', 'c'].map(async (name) => order.push(`${name}${await queue.get()}`));
    for (const item of [1, 2, 3, 4]) queue.putNowait(item);
    const last = queue.get().then((item) => order.push(`d${item}`));
    await Promise.all([...first, last]);
    expect(order).toEqual(['a1', 'b2', 'c3', 'd4']);
  });

  it('QUE-008 rejects with Empty at the deadline and not before', async () => {
    const queue = new SharedQueue<number>(3);
    const got = outcome(queue.get({ timeout: 100 }));
    await vi.advanceTimersByTimeAsync(99);
    expect(got.now).toEqual(PENDING);
    await vi.advanceTimersByTimeAsync(1);
    expect(got.now).toEqual(rejected(expect.any(QueueEmpty)));
    expect(got.now).toMatchObject({ error: { timeout: 100, message: 'the queue is empty after 100 ms' } });
  });

  it('takes what has come by its deadline, though the bell was not heard yet', async () => {
    const queue = new SharedQueue<number>(3);
    const [first, second] = [outcome(queue.get({ timeout: 100 })), outcome(queue.get({ timeout: 100 }))];
    // The bell is heard in a later turn, the clock in this one.
    queue.putNowait(1);
    vi.advanceTimersByTime(100);
    await settled();
    expect([first.now, second.now]).toEqual([fulfilled(1), rejected(expect.any(QueueEmpty))]);
    expect(queue.empty()).toBe(true);
  });

  it('takes nothing at its deadline before those who wait longer', async () => {
    const queue = new SharedQueue<number>(3);
    const [patient, hasty] = [outcome(queue.get()), outcome(queue.get({ timeout: 100 }))];
    queue.putNowait(1);
    vi.advanceTimersByTime(100);
    await settled();
    expect([patient.now, hasty.now]).toEqual([fulfilled(1), rejected(expect.any(QueueEmpty))]);
  });

  it('QUE-020 takes nothing once it has timed out', async () => {
    const queue = new SharedQueue<number>(3);
    const got = outcome(queue.get({ timeout: 100 }));
    await vi.advanceTimersByTimeAsync(100);
    queue.putNowait(1);
    await settled();
    expect(got.now).toEqual(rejected(expect.any(QueueEmpty)));
    expect(queue.getNowait()).toBe(1);
  });

  it('QUE-021 rejects with the reason of the signal, and takes nothing', async () => {
    const queue = new SharedQueue<number>(3);
    const stop = new AbortController();
    const got = outcome(queue.get({ signal: stop.signal }));
    const other = outcome(queue.get());
    stop.abort('enough');
    queue.putNowait(1);
    await settled();
    expect(got.now).toEqual(rejected('enough'));
    expect(other.now).toEqual(fulfilled(1));
    await expect(queue.get({ signal: stop.signal })).rejects.toBe('enough');
  });

  it('hands on an item whose getter is cancelled on its way to it', async () => {
    const queue = new SharedQueue<number>(3);
    await run(async () => {
      const first = createTask(() => queue.get());
      await sleep(0);
      queue.putNowait(1);
      const second = queue.get(); // wakes the first in line
      first.cancel();
      await expect(first).rejects.toThrow(CancelledError);
      await expect(second).resolves.toBe(1);
    });
  });

  it('lets a generator task wait', async () => {
    const queue = new SharedQueue<number>(1);
    const sum = await run(function* () {
      const reader = createTask(function* () {
        return ((yield queue.get()) as number) + ((yield queue.get()) as number);
      });
      yield queue.put(1);
      yield queue.put(2);
      return (yield reader) as number;
    });
    expect(sum).toBe(3);
  });

  it('makes virtual time stand still, which cannot know what other threads do', async () => {
    const queue = new SharedQueue<number>(1);
    await runVirtual(async () => {
      const loop = getRunningLoop();
      const getter = createTask(() => queue.get());
      const sleeper = createTask(() => sleep(1_000));
      setImmediate(() => setImmediate(() => queue.putNowait(1)));
      expect(await getter).toBe(1);
      expect(loop.time()).toBe(0);
      await sleeper;
      expect(loop.time()).toBe(1_000);
    });
  });

  it.each([-1, NaN])('QUE-012 QUE-013 refuses timeout %d, also where no waiting is needed', async (timeout) => {
    const queue = new SharedQueue<number>(3);
    queue.putNowait(1);
    await expect(queue.get({ timeout })).rejects.toThrow(RangeError);
    await expect(queue.put(1, { timeout })).rejects.toThrow(RangeError);
    expect(() => queue.getSync({ timeout })).toThrow(RangeError);
    expect(() => queue.putSync(1, { timeout })).toThrow(RangeError);
    expect(queue.qsize()).toBe(1);
  });

  it('lets the event loop turn while another thread never stops giving', async () => {
    const queue = new SharedQueue<number>(1);
    let turns = 0;
    const turn = (): void => {
      turns += 1;
      if (turns < 3) setImmediate(turn);
    };
    setImmediate(turn);
    let items = 0;
    while (turns < 3) {
      await queue.put(items);
      items = (await queue.get()) + 1;
    }
    expect(items).toBeGreaterThan(300);
  });

  it('keeps the context of its caller', async () => {
    const storage = new AsyncLocalStorage<string>();
    const queue = new SharedQueue<number>(1);
    const seen = storage.run('mine', async () => {
      await queue.get();
      return storage.getStore();
    });
    await storage.run('other', async () => queue.put(1));
    expect(await seen).toBe('mine');
  });
});

describe('SharedQueue.put', () => {
  it('QUE-006 goes on as soon as somebody takes an item', async () => {
    const queue = new SharedQueue<number>(1);
    queue.putNowait(1);
    const put = outcome(queue.put(2));
    await settled();
    expect(put.now).toEqual(PENDING);
    expect(queue.getNowait()).toBe(1);
    await settled();
    expect(put.now).toEqual(fulfilled(undefined));
    expect(queue.getNowait()).toBe(2);
  });

  it('QUE-005 rejects with Full at the deadline and not before', async () => {
    const queue = new SharedQueue<number>(1);
    queue.putNowait(1);
    const put = outcome(queue.put(2, { timeout: 100 }));
    await vi.advanceTimersByTimeAsync(99);
    expect(put.now).toEqual(PENDING);
    await vi.advanceTimersByTimeAsync(1);
    expect(put.now).toMatchObject({ error: { code: 'ERR_QUEUE_FULL', maxsize: 1, timeout: 100 } });
    expect(queue.qsize()).toBe(1);
  });

  it('adds what there is room for by its deadline, though the bell was not heard yet', async () => {
    const queue = new SharedQueue<number>(1);
    queue.putNowait(1);
    const put = outcome(queue.put(2, { timeout: 100 }));
    queue.getNowait();
    vi.advanceTimersByTime(100);
    await settled();
    expect(put.now).toEqual(fulfilled(undefined));
    expect(queue.getNowait()).toBe(2);
  });

  it('AQ-010 adds in the order of the calls', async () => {
    const queue = new SharedQueue<string>(1);
    const puts = ['a', 'b', 'c'].map((item) => queue.put(item));
    expect([await queue.get(), await queue.get(), await queue.get()]).toEqual(['a', 'b', 'c']);
    await Promise.all(puts);
  });

  it('reads the item when it is called', async () => {
    const queue = new SharedQueue<unknown>(1);
    queue.putNowait(0);
    const bytes = new Uint8Array([1, 2]);
    const object = { a: 1 };
    const puts = [queue.put(bytes), queue.put(object)];
    bytes[0] = 9;
    object.a = 9;
    expect(await queue.get()).toBe(0);
    expect(await queue.get()).toEqual(new Uint8Array([1, 2]));
    expect(await queue.get()).toEqual({ a: 1 });
    await Promise.all(puts);
  });

  it('AQ-011 passes more items than it has room for', async () => {
    const queue = new SharedQueue<number>(1);
    const putting = (async () => {
      for (let item = 0; item < 1_000; item++) await queue.put(item);
    })();
    for (let item = 0; item < 1_000; item++) expect(await queue.get()).toBe(item);
    await putting;
  });
});

describe('SharedQueue.getSync and putSync', () => {
  it('QUE-005 QUE-008 give up after the timeout', () => {
    const queue = new SharedQueue<number>(1);
    const start = performance.now();
    expect(() => queue.getSync({ timeout: 20 })).toThrow(expect.objectContaining({ timeout: 20 }));
    expect(performance.now() - start).toBeGreaterThanOrEqual(19);
    queue.putSync(1);
    expect(() => queue.putSync(2, { timeout: 0 })).toThrow(QueueFull);
    expect(queue.getSync()).toBe(1);
  });
});

describe('SharedQueue.shutdown', () => {
  it('QUE-036 refuses all on an empty queue', async () => {
    const queue = new SharedQueue<number>(3);
    queue.shutdown();
    await expect(queue.put(1)).rejects.toThrow(QueueShutDown);
    await expect(queue.get()).rejects.toThrow(QueueShutDown);
    expect(() => queue.getNowait()).toThrow(QueueShutDown);
    expect(() => queue.putNowait(1)).toThrow(QueueShutDown);
    expect(() => queue.getSync()).toThrow(QueueShutDown);
    expect(() => queue.putSync(1)).toThrow(QueueShutDown);
    expect(queue.qsize()).toBe(0);
  });

  it('QUE-037 lets the items be taken', () => {
    const queue = new SharedQueue<number>(3);
    queue.putNowait(1);
    queue.shutdown();
    expect(() => queue.putNowait(2)).toThrow(QueueShutDown);
    expect(queue.getNowait()).toBe(1);
    expect(() => queue.getNowait()).toThrow(QueueShutDown);
  });

  it('QUE-038 drops the items at once when told so', () => {
    const queue = new SharedQueue<number>(3);
    queue.putNowait(1);
    queue.shutdown({ immediate: true });
    expect(() => queue.getNowait()).toThrow(QueueShutDown);
    expect(queue.qsize()).toBe(0);
  });

  it('QUE-039 can be made stricter, and repeated, but not taken back', () => {
    const queue = new SharedQueue<number>(3);
    queue.putNowait(1);
    for (const immediate of [false, true, false]) {
      queue.shutdown({ immediate });
      expect(queue.isShutdown).toBe(true);
    }
    expect(() => queue.getNowait()).toThrow(QueueShutDown);
  });

  it.each([false, true])('QUE-043 QUE-050 AQUE-028 ends waiting gets (immediate: %s)', async (immediate) => {
    const queue = new SharedQueue<number>(3);
    const gets = [queue.get(), queue.get()].map(outcome);
    await settled();
    queue.shutdown({ immediate });
    await settled();
    for (const got of gets) expect(got.now).toEqual(rejected(expect.any(QueueShutDown)));
  });

  it.each([false, true])('QUE-044 ends waiting puts and adds nothing (immediate: %s)', async (immediate) => {
    const queue = new SharedQueue<number>(1);
    queue.putNowait(1);
    const puts = [queue.put(2), queue.put(3)].map(outcome);
    await settled();
    queue.shutdown({ immediate });
    await settled();
    for (const put of puts) expect(put.now).toEqual(rejected(expect.any(QueueShutDown)));
    expect(queue.qsize()).toBe(immediate ? 0 : 1);
  });

  it('QUE-042 gives two items to the first two of three who wait', async () => {
    const queue = new SharedQueue<number>(2);
    const gets = [queue.get(), queue.get(), queue.get()].map(outcome);
    queue.putNowait(1);
    queue.putNowait(2);
    queue.shutdown();
    await settled();
    const ended = rejected(expect.any(QueueShutDown));
    expect(gets.map((got) => got.now)).toEqual([fulfilled(1), fulfilled(2), ended]);
  });

  it('QUE-055 ends the iteration', async () => {
    const queue = new SharedQueue<number>(3);
    const seen: number[] = [];
    const reading = (async () => {
      for await (const item of queue) seen.push(item);
    })();
    await queue.put(1);
    await settled();
    await queue.put(2);
    queue.shutdown();
    await reading;
    expect(seen).toEqual([1, 2]);
  });

  it('leaves the rest inside when an iteration is left early', async () => {
    const queue = new SharedQueue<number>(3);
    for (const item of [1, 2, 3]) queue.putNowait(item);
    for await (const item of queue) if (item === 2) break;
    expect(queue.getNowait()).toBe(3);
  });
});

describe('SharedQueue.from', () => {
  it('opens the same queue, after any number of clones', () => {
    const queue = new SharedQueue<number>(3);
    const { port1, port2 } = new MessageChannel();
    port1.postMessage({ nested: [queue.handle] });
    const { message } = receiveMessageOnPort(port2) as { message: { nested: [typeof queue.handle] } };
    port1.close();
    const other = SharedQueue.from(message.nested[0]);

    queue.putNowait(1);
    expect(other.maxsize).toBe(3);
    expect(other.getNowait()).toBe(1);
    other.shutdown();
    expect(queue.isShutdown).toBe(true);
  });

  it('wakes who waits on another object of the queue', async () => {
    const queue = new SharedQueue<number>(1);
    const other = SharedQueue.from(queue.handle);
    const got = queue.get();
    await other.put(1);
    expect(await got).toBe(1);
    await queue.put(2);
    const put = other.put(3);
    expect(await queue.get()).toBe(2);
    await put;
  });

  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a queue', new SharedQueue(1)],
    ['no memory', {}],
    ['other memory', { memory: new SharedArrayBuffer(10_000) }],
    ['small memory', { memory: new SharedArrayBuffer(8) }],
    ['memory of one thread', { memory: new ArrayBuffer(10_000) }],
  ])('refuses %s', (_, handle) => {
    expect(() => SharedQueue.from(handle as never)).toThrow(TypeError);
    expect(() => SharedQueue.from(handle as never)).toThrow('handle must be the handle of a SharedQueue');
  });
});

describe('SharedQueue.watch', () => {
  it('refuses what is no worker', () => {
    const queue = new SharedQueue(1);
    expect(() => queue.watch({} as never)).toThrow(
      new TypeError('worker must be a Worker of node:worker_threads, got an Object'),
    );
    expect(() => queue.watch(undefined as never)).toThrow('got undefined');
  });

  it.each([-1, 1.5, NaN, '1'])('workerExited refuses %s', (threadId) => {
    expect(() => new SharedQueue(1).workerExited(threadId as number)).toThrow(RangeError);
  });

  it('workerExited of a thread that never used the queue changes nothing', () => {
    const queue = new SharedQueue<number>(1);
    queue.putNowait(1);
    queue.workerExited(123_456);
    expect(queue.getNowait()).toBe(1);
  });
});
