import * as queue from '@x/queue';
import * as sync from '@x/sync';
import type { Recorder } from './recorder.ts';

type Constructor = abstract new (...args: never[]) => object;

/** The methods in which a task may wait. */
const WAITING = ['put', 'get', 'join', 'acquire', 'hold', 'with', 'wait', 'waitFor'];

/** The classes of `@x/queue` and `@x/sync`, as subclasses that show a recorder how full they are. */
export function watchedClasses(recorder: Recorder): { queue: object; sync: object } {
  const watched = <C extends Constructor>(
    name: string,
    Base: C,
    capacityOf: (object: InstanceType<C>) => number | undefined,
    levelOf: (object: InstanceType<C>, capacity: number | undefined) => number,
  ): object => {
    const Class = class extends (Base as unknown as new (...args: unknown[]) => object) {
      constructor(...args: unknown[]) {
        super(...args);
        const object = this as InstanceType<C>;
        const capacity = capacityOf(object);
        recorder.watch({
          object,
          type: this.constructor.name,
          capacity,
          level: () => levelOf(object, capacity),

          describe: () => String(object),
        });
      }
    };
    Object.defineProperty(Class, 'name', { value: name });
    for (const key of WAITING) {
      const method: unknown = Reflect.get(Base.prototype as object, key);
      if (typeof method !== 'function') continue;
      const call = function (this: object, ...args: unknown[]): unknown {
        return recorder.during(this, () => Reflect.apply(method, this, args) as unknown);
      };
      Object.defineProperty(Class.prototype, key, { value: call, configurable: true, writable: true });
    }
    return Class;
  };

  const sizeOf = (one: { qsize(): number }): number => one.qsize();
  const room = ({ maxsize }: { maxsize: number }): number | undefined => maxsize || undefined;
  const held = (one: { locked(): boolean }): number => Number(one.locked());
  const one = (): number => 1;
  // `value` is for subclasses, and this is one.
  const permits = (semaphore: object): number => (semaphore as { value: number }).value;
  const taken = (semaphore: object, all = 0): number => Math.max(0, all - permits(semaphore));
  const Event = watched('Event', sync.Event, one, (event) => Number(event.isSet()));
  return {
    queue: {
      ...queue,
      Queue: watched('Queue', queue.Queue, room, sizeOf),
      LifoQueue: watched('LifoQueue', queue.LifoQueue, room, sizeOf),
      PriorityQueue: watched('PriorityQueue', queue.PriorityQueue, room, sizeOf),
      SimpleQueue: watched('SimpleQueue', queue.SimpleQueue, () => undefined, sizeOf),
    },
    sync: {
      ...sync,
      Lock: watched('Lock', sync.Lock, one, held),
      Condition: watched('Condition', sync.Condition, one, held),
      Semaphore: watched('Semaphore', sync.Semaphore, permits, taken),
      BoundedSemaphore: watched('BoundedSemaphore', sync.BoundedSemaphore, permits, taken),
      Barrier: watched(
        'Barrier',
        sync.Barrier,
        (barrier) => barrier.parties,
        (barrier) => barrier.nWaiting,
      ),
      Event,
      AsyncEvent: Event,
    },
  };
}
