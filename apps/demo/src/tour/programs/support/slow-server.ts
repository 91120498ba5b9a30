import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of {@link serve}. */
export interface SlowServer extends AsyncDisposable {
  /** Its address, without a slash at the end. */
  readonly origin: string;
}

/** Starts a server on this machine that answers `/200` after 200 milliseconds. */
export async function serve(): Promise<SlowServer> {
  const server = createServer(({ url = '/0' }, response) => {
    setTimeout(() => response.end(`${url} answered`), Number(url.slice(1)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
