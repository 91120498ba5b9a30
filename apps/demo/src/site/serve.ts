/**
 * The process of the embedded site: started by `embedded-site.ts`, which it tells its address, and over when the
 * program that started it is.
 */
import type { AddressInfo } from 'node:net';
import { renderSite } from './pages.ts';
import { createSiteServer } from './server.ts';

/** What the process says once it can be asked for pages. */
export interface SiteReady {
  readonly origin: string;
  readonly pages: number;
}

// Ctrl-C reaches every process of the terminal; the survey still needs the pages that it is fetching.
process.on('SIGINT', () => {});
process.on('disconnect', () => process.exit());

const pages = renderSite(import.meta.dirname);
const server = createSiteServer(pages);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  const ready: SiteReady = { origin: `http://127.0.0.1:${port}/`, pages: pages.size };
  process.send?.(ready);
});
