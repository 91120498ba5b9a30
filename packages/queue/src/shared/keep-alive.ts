import { MessageChannel, type MessagePort } from 'node:worker_threads';

const holders = new Set<object>();
let port: MessagePort | undefined;

/**
 * Keeps the thread running while `holder` waits for another thread, which Node does not count as something to wait for.
 * It keeps `holder` in memory, too.
 */
export function keepAlive(holder: object): void {
  holders.add(holder);
  port ??= createPort();
  port.ref();
}

export function letGo(holder: object): void {
  if (holders.delete(holder) && holders.size === 0) port?.unref();
}

/** A port that never gets a message: unlike a timer it costs nothing, and no test can fake it. */
function createPort(): MessagePort {
  const { port1 } = new MessageChannel();
  port1.on('message', () => undefined);
  return port1;
}
