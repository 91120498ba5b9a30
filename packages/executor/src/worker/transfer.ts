import type { Transferable } from 'node:worker_threads';

const MOVED: unique symbol = Symbol.for('@x/executor.moved');

/** A result on its way out of a worker, with what is moved rather than copied. */
export interface Moved {
  readonly [MOVED]: true;
  readonly value: unknown;
  readonly transferList: readonly Transferable[];
}

/**
 * In a task: returns `value` to the caller with the listed buffers moved, not copied. Processes copy them.
 *
 * @example
 * ```ts
 * export function render(width: number, height: number) {
 *   const pixels = new Uint8Array(width * height * 4);
 *   return transfer(pixels, [pixels.buffer]);
 * }
 * ```
 */
export function transfer<T>(value: T, transferList: readonly Transferable[]): T {
  // The wrapper is taken off before the caller sees it, so the type of the task stays that of its value.
  return { [MOVED]: true, value, transferList } satisfies Moved as unknown as T;
}

/** Worker runtime: whether a task returned `transfer(…)`. */
export function isMoved(result: object): result is Moved {
  return MOVED in result;
}
