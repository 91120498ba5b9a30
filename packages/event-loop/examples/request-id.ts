// Each request has its id in a context variable: whatever it calls can log it, and nobody hands it on.
import { ContextVar, gather, run, sleep } from '@x/event-loop';

const requestId = new ContextVar<string>('requestId', { default: '-' });
const log = (text: string): void => console.log(`[${requestId.get()}] ${text}`);

async function loadUser(time: number): Promise<void> {
  log('loading');
  await sleep(time);
  log('loaded');
}

async function serve(id: string, time: number): Promise<void> {
  requestId.set(id);
  await loadUser(time);
}

await run(async () => {
  await gather([() => serve('a1', 30), () => serve('b2', 5)]);
  log('all served');
});

/* prints
[a1] loading
[b2] loading
[b2] loaded
[a1] loaded
[-] all served
*/
