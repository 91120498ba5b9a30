import { chooseDocuments } from './documents.ts';
import { installedPackages } from './installed-packages.ts';
import { drawLatencies } from './latency.ts';
import { renderDocument } from './render-document.ts';
import { renderHome } from './render-home.ts';
import { createSiteMap } from './site-map.ts';

/** A page of the embedded site. */
export interface SitePage {
  readonly html: Buffer;
  /** How long the page takes to answer, in milliseconds. */
  readonly latency: number;
}

/** The home page and up to 239 documents: a survey of one page at a time then takes about 17 seconds. */
const LIMITS = { documents: 239, bytes: 256 * 1024 };

/**
 * The embedded site: the documentation of the packages installed around `from`, rendered and linked, by address path.
 * The same packages make the same site.
 */
export function renderSite(from: string): Map<string, SitePage> {
  const map = createSiteMap(chooseDocuments(installedPackages(from), LIMITS));
  const html = new Map([
    ['/', renderHome(map)],
    ...map.documents.map((document) => [map.pathOf(document), renderDocument(document, map)] as const),
  ]);
  const latencies = drawLatencies(html.keys());
  return new Map(
    [...html].map(([path, text]) => [path, { html: Buffer.from(text), latency: latencies.get(path) ?? 0 }]),
  );
}
