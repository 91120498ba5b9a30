const { process } = globalThis as { process?: Partial<NodeJS.Process> };
const settled = Promise.resolve();

/**
 * Makes a function that has `callback` called when every microtask has run, those included that microtasks add.
 *
 * @remarks
 * In Node a tick queued from a microtask runs when the microtask queue is empty, long before I/O gets its turn. A
 * browser has no such queue: there the next message does it.
 */
export function afterMicrotasks(callback: () => void): () => void {
  const nextTick = process?.nextTick;
  if (typeof nextTick === 'function') {
    const tick = (): void => nextTick(callback);
    return () => void settled.then(tick);
  }
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', callback);
  port1.start();
  return () => port2.postMessage(undefined);
}
