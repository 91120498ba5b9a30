import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers `/never` never, and everything else at once. */
export async function serve(): Promise<AsyncDisposable & { origin: string }> {
  const server = createServer(({ url }, response) => {
    if (url !== '/never') response.end(`this is ${url}`);
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
