import { setTimeout as pause } from 'node:timers/promises';

async function poll(signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    console.log('polling');
    await pause(200, undefined, { signal }); // every call has to take it
  }
}

const controller = new AbortController();
const polling = poll(controller.signal);
setTimeout(() => controller.abort(), 500);
await polling.catch((error: unknown) => console.log((error as Error).name));
