import type { Waiter } from '@x/future';

const waiters = new WeakMap<object, Waiter>();

/** A done callback that stands for a waiter: for a subclass of a future that has an `addDoneCallback` of its own. */
export function wakeUpOf(waiter: Waiter): () => void {
  const wakeUp = (): void => void waiter.wake();
  waiters.set(wakeUp, waiter);
  return wakeUp;
}

/** The waiter that a callback stands for. It is woken in its turn, not an iteration later. */
export function waiterBehind(callback: object): Waiter | undefined {
  return waiters.get(callback);
}
