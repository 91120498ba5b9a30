import { createServer, type Server } from 'node:http';
import type { SitePage } from './pages.ts';

/** Serves `pages` by path, each after its own latency; other paths answer 404. */
export function createSiteServer(pages: ReadonlyMap<string, SitePage>): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = pages.get(pathname);
    if (page === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end(`Nothing at ${pathname}\n`);
      return;
    }
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': page.html.length });
      response.end(page.html);
    }, page.latency);
  });
}
