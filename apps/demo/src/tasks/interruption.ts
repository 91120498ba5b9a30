import { createTask, currentTask, shield, wait } from '@x/event-loop';
import { CancelledError } from '@x/future';

/**
 * Does `work`, which a cancellation of the calling task does not reach: it is thrown once the work is over.
 *
 * @remarks
 * For what must not stop half way, and does not take long: a file that is being written.
 */
export async function uninterrupted<T>(work: () => Promise<T>): Promise<T> {
  const task = createTask(work);
  try {
    return await shield(task);
  } catch (error) {
    if (!task.done()) await wait([task]);
    throw error;
  }
}

/**
 * Does `work`, and takes a cancellation of the calling task as its end: gives `undefined`, and the task goes on as if
 * it had not been cancelled.
 */
export async function untilInterrupted<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    currentTask()?.uncancel();
    return undefined;
  }
}
