// Requests that come before the connection is there wait for it, though not for ever.
import { TimeoutError } from '@x/future';
import { Event } from '@x/sync';

const connected = new Event();

async function request(path: string): Promise<string> {
  await connected.wait({ timeout: 1_000 });
  return `200 ${path}`;
}

const early = [request('/a'), request('/b')];
setTimeout(() => connected.set(), 5);
console.log(await Promise.all(early), await request('/c'));

connected.clear();
await connected.wait({ timeout: 5 }).catch((error: unknown) => {
  console.log(error instanceof TimeoutError && error.message);
});

/* prints
[ '200 /a', '200 /b' ] 200 /c
Event.wait() did not end within 5 ms
*/
