// Captured when the module loads, so that a test may fake the timers and still wait for real turns.
const realSetImmediate = setImmediate;

/**
 * Resolves after `turns` turns of the real event loop, each with its microtasks: what could run by itself has run, and what has not is blocked.
 *
 * @remarks
 * It waits for no time to pass and for no worker or child process: wait for their message instead.
 *
 * @param turns - Turns to wait; 3 by default, one more than a promise chain through `setImmediate` needs.
 *
 * @example
 * ```ts
 * const getting = queue.get().then(onItem);
 * await settled();
 * expect(onItem).not.toHaveBeenCalled(); // it is blocked
 * ```
 */
export async function settled(turns = 3): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    await new Promise<void>((resolve) => {
      realSetImmediate(resolve);
    });
  }
}
