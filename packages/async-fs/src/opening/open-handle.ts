import { resolved } from '@x/future/context';
import { Pending } from './pending.ts';

/** A file with lines. */
interface Lines<T> extends AsyncDisposable {
  next(): Promise<IteratorResult<T, undefined>>;
}

/** A file that can say whether its next line is there. */
interface ReadyLines<T> extends Lines<T> {
  nextNow(): T | undefined;
}

/** What the lines of a file are. */
export type LineOf<F> = F extends Lines<infer T> ? T : never;

/**
 * What `open()` gives: await it for the file, loop over it for the lines, or dispose of it.
 *
 * @remarks
 * The file is being opened from the call on. `await` gives the same file each time. A loop over the handle closes the
 * file in the end, however it ends; a loop over the file leaves it open.
 *
 * **Cancellation.** A file whose opening was cancelled is closed as soon as it is open.
 */
export interface OpenHandle<F> extends Promise<F>, AsyncDisposable {
  /** Iterates over the lines of the file, and closes it in the end. */
  [Symbol.asyncIterator](): AsyncIterableIterator<LineOf<F>, undefined>;
  /** Closes the file, once it is open. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The wait for a file that is being opened. */
export class OpenWait<F extends Lines<unknown>> extends Pending<F> implements OpenHandle<F> {
  [Symbol.asyncIterator](): AsyncIterableIterator<LineOf<F>, undefined> {
    return linesOf(this as PromiseLike<unknown> as PromiseLike<ReadyLines<LineOf<F>>>);
  }
}

function linesOf<T>(handle: PromiseLike<ReadyLines<T>>): AsyncIterableIterator<T, undefined> {
  let file: ReadyLines<T> | undefined;
  const next = async (): Promise<IteratorResult<T, undefined>> => {
    const open = (file ??= await handle);
    try {
      const step = await open.next();
      if (step.done === true) await open[Symbol.asyncDispose]();
      return step;
    } catch (error) {
      await open[Symbol.asyncDispose]();
      throw error;
    }
  };
  return {
    // Most lines are there already: a promise more for each would cost as much as reading it.
    next() {
      const value = file?.nextNow();
      return value === undefined ? next() : resolved({ done: false, value });
    },
    async return() {
      await (await handle)[Symbol.asyncDispose]();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
