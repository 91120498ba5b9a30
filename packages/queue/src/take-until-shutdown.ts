import { QueueShutDown } from './errors.ts';

/** Iterates over what `get()` gives; ends when the queue is shut down and empty. */
export function takeUntilShutdown<T>(queue: { get(): Promise<T> }): AsyncIterator<T, undefined> {
  return {
    async next() {
      try {
        return { done: false, value: await queue.get() };
      } catch (error) {
        if (error instanceof QueueShutDown) return { done: true, value: undefined };
        throw error;
      }
    },
  };
}
