import { escapeHtml } from '../html/escape.ts';
import { layOut, link } from './layout.ts';
import type { SiteMap } from './site-map.ts';

/** The first page: every package, with a link to its first document. The others are found from there. */
export function renderHome(map: SiteMap): string {
  const packages = map.documents
    .filter((document) => map.siblings(document)[0] === document)
    .map((document) => ({ document, description: document.package.description }));

  const items = packages.map(
    ({ document, description }) =>
      `<li>${link(map.pathOf(document), document.package.id)}${description && ` — ${escapeHtml(description)}`}</li>`,
  );
  return layOut({
    title: 'Installed packages',
    body: `<h1>Installed packages</h1>
<p>${map.documents.length} documents of ${packages.length} packages that lie in this workspace.</p>
<ul>
${items.join('\n')}
</ul>`,
  });
}
