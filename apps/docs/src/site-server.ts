import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const BUILT = fileURLToPath(new URL('../.vitepress/dist', import.meta.url));

/** The built site, served on this machine only. */
export interface SiteServer extends AsyncDisposable {
  /** The address, without a slash at its end. */
  readonly origin: string;
}

/**
 * Serves the built site on 127.0.0.1.
 *
 * @param port - 0, the default, takes any that is free.
 */
export async function serveSite(port = 0): Promise<SiteServer> {
  const answer = sirv(BUILT, { extensions: ['html'] });
  const server = createServer((request, response) => {
    answer(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('no such page\n');
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${taken}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
