import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a path answers: HTML with status 200, or whatever a function makes of the request. */
export type Route = string | ((request: IncomingMessage, response: ServerResponse) => void);

/** A small site on this machine. */
export interface Loopback extends AsyncDisposable {
  /** Ends without a slash. */
  readonly origin: string;
  /** The paths asked for, in order. */
  readonly requests: readonly string[];
}

/** Serves `routes` by path and query; other paths answer 404. */
export async function serve(routes: Readonly<Record<string, Route>>): Promise<Loopback> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const route = routes[path];
    if (route === undefined) response.writeHead(404).end();
    else if (typeof route === 'string') response.writeHead(200, { 'content-type': 'text/html' }).end(route);
    else route(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A page with a link to each of `hrefs`. */
export function pageWithLinks(...hrefs: string[]): string {
  const links = hrefs.map((href) => `<p><a href="${href}">${href}</a></p>`);
  return `<!doctype html><html lang="en"><title>Links</title><body>${links.join('')}</body></html>`;
}

/** Redirects to `location`. */
export function redirectTo(location: string): Route {
  return (_request, response) => response.writeHead(302, { location }).end();
}
