import { describe, expect, it } from 'vitest';
import { LifoQueue, PriorityQueue, Queue } from '../src/index.ts';

interface Failing extends Queue<number> {
  /** Fails at the next put, or get. */
  failPut: boolean;
  failGet: boolean;
}

// A mixin class takes anything.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
function failing(Base: new (...args: any[]) => Queue<number>): new (maxsize?: number) => Failing {
  return class FailingQueue extends Base implements Failing {
    failPut = false;
    failGet = false;

    protected override putItem(item: number): void {
      if (this.failPut) {
        this.failPut = false;
        throw new Error('put failed');
      }
      super.putItem(item);
    }

    protected override getItem(): number {
      if (this.failGet) {
        this.failGet = false;
        throw new Error('get failed');
      }
      return super.getItem();
    }
  };
}

describe.each([
  ['Queue', failing(Queue)],
  ['LifoQueue', failing(LifoQueue)],
  ['PriorityQueue', failing(PriorityQueue)],
])('A %s whose hooks fail', (_name, FailingQueue) => {
  it('QUE-056 QUE-060 throws that error from every put, changes nothing, and goes on, twice over', async () => {
    const queue = new FailingQueue(2);
    for (let round = 0; round < 2; round++) {
      for (const act of [
        () => queue.put(1),
        () => queue.put(1, { timeout: 100 }),
        async () => {
          queue.putNowait(1);
          await Promise.resolve();
        },
      ]) {
        queue.failPut = true;
        await expect(act()).rejects.toThrow('put failed');
        expect([queue.qsize(), queue.unfinishedTasks]).toEqual([0, 0]);
      }
      await queue.put(1);
      expect(queue.qsize()).toBe(1);
      queue.failGet = true;
      await expect(queue.get()).rejects.toThrow('get failed');
      expect(queue.qsize()).toBe(1);
      expect(await queue.get()).toBe(1);
      queue.taskDone();
    }
  });

  it('QUE-057 a put that had waited fails alone, and leaves the room to the next', async () => {
    const queue = new FailingQueue(1);
    queue.putNowait(1);
    const unlucky = queue.put(2);
    const next = queue.put(3);
    queue.failPut = true;
    expect(queue.getNowait()).toBe(1);
    await expect(unlucky).rejects.toThrow('put failed');
    await next;
    expect(queue.getNowait()).toBe(3);
    expect(queue.unfinishedTasks).toBe(2);
  });

  it('a get that had waited fails alone, and leaves the item to the next', async () => {
    const queue = new FailingQueue();
    const unlucky = queue.get();
    const next = queue.get();
    queue.failGet = true;
    queue.putNowait(1);
    await expect(unlucky).rejects.toThrow('get failed');
    await expect(next).resolves.toBe(1);
  });
});

describe('A queue with a store of its own', () => {
  /** Gives each item once, however often it is put while it waits. */
  class UniqueQueue<T> extends Queue<T> {
    readonly #waiting = new Set<T>();

    protected override putItem(item: T): void {
      this.#waiting.add(item);
    }

    protected override getItem(): T {
      const [item] = this.#waiting;
      this.#waiting.delete(item!);
      return item!;
    }

    protected override size(): number {
      return this.#waiting.size;
    }

    protected override items(): Iterable<T> {
      return this.#waiting;
    }
  }

  it('is a queue like the others', async () => {
    const queue = new UniqueQueue<string>(2);
    for (const item of ['a', 'a', 'b']) await queue.put(item);
    expect([queue.qsize(), queue.full(), queue.empty()]).toEqual([2, true, false]);
    expect(String(queue)).toBe("<UniqueQueue maxsize=2 _queue=['a', 'b'] tasks=3>");
    const putting = queue.put('c');
    expect(await queue.get()).toBe('a');
    await putting;
    queue.shutdown({ immediate: true });
    expect(queue.qsize()).toBe(0);
  });

  it('may give its items in getNowait() as it likes, and get() follows', async () => {
    class Doubling extends Queue<number> {
      override getNowait(): number {
        return super.getNowait() * 2;
      }
    }
    const queue = new Doubling();
    const waiting = queue.get();
    queue.putNowait(1);
    queue.putNowait(2);
    expect(await waiting).toBe(2);
    expect(await queue.get()).toBe(4);
  });
});
