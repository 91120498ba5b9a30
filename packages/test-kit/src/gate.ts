/** A promise that a test resolves when it wants to. */
export interface Gate<T = void> extends Promise<T> {
  /** Lets everybody through who waits for the gate, now and later. Opening twice changes nothing. */
  open(value: T): void;
  /** Makes everybody who waits for the gate fail instead. */
  fail(error: unknown): void;
}

/**
 * Creates a closed {@link Gate}: code under test awaits it, the test opens it.
 *
 * @example
 * ```ts
 * const finish = gate();
 * const task = createTask(async () => { await finish; });
 * finish.open();
 * ```
 */
export function gate<T = void>(): Gate<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  return Object.assign(promise, { open: resolve, fail: reject });
}
