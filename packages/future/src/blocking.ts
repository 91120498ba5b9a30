import { RuntimeError, TimeoutError } from './errors.ts';
import { checkWaitOptions } from './context/limits.ts';

/** Limits of a call that blocks the thread. */
export interface BlockOptions {
  /** Longest time to block, in milliseconds, zero or more. Omit it to wait for ever. */
  readonly timeout?: number | undefined;
}

/**
 * Completes futures while the thread is blocked: an executor, which reads its workers' answers without the event loop.
 */
export interface Completer {
  /**
   * Sleeps until an answer has come in and its futures are completed, or `limit` milliseconds are over.
   *
   * @returns `false` when no answer can come any more.
   */
  serve(limit: number): boolean;
}

interface Blockable {
  done(): boolean;
  readonly completer: Completer | undefined;
  toString(): string;
}

// Several executors take turns: none of them hears of the others' answers while it sleeps.
const TURN = 5;

/** Blocks the thread until `isOver()`; `futures` tell who can bring that about. */
export function blockUntil(isOver: () => boolean, futures: Iterable<Blockable>, options: BlockOptions = {}): void {
  const { timeout } = options;
  checkWaitOptions({ timeout });
  const deadline = performance.now() + (timeout ?? Infinity);
  while (!isOver()) {
    const open = [...futures].filter((future) => !future.done());
    const completers = new Set(open.map((future) => future.completer).filter((one) => one !== undefined));
    const left = deadline - performance.now();
    if (completers.size === 0) {
      throw new RuntimeError(`would deadlock: nothing can complete ${open.join(', ')} while this thread is blocked`);
    }
    if (left <= 0) throw new TimeoutError(`${open.join(', ')} did not end within ${timeout ?? 0} ms`, { timeout });
    const limit = completers.size === 1 ? left : Math.min(left, TURN);
    const served = [...completers].map((completer) => isOver() || completer.serve(limit));
    if (!served.includes(true) && !isOver()) {
      throw new RuntimeError(`would deadlock: no worker is left to complete ${open.join(', ')}`);
    }
  }
}
