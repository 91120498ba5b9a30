import markdownIt from 'markdown-it';
import type { Document } from './documents.ts';
import { layOut, link } from './layout.ts';
import { rewriteLinks } from './links.ts';
import type { SiteMap } from './site-map.ts';

const markdown = markdownIt({ html: true, linkify: true });

/** The page of a document: its Markdown as HTML, and links to its neighbours. */
export function renderDocument(document: Document, map: SiteMap): string {
  const { package: owner, path } = document;
  const body = rewriteLinks(markdown.render(document.markdown), path, (file) => map.find(owner.id, file));
  return layOut({
    title: `${owner.id} · ${path}`,
    body: `<article>\n${body}</article>\n${navigation(document, map)}`,
  });
}

function navigation(document: Document, map: SiteMap): string {
  const others = map.siblings(document).filter((sibling) => sibling !== document);
  const dependencies = document.package.dependencies.flatMap((name) => map.firstOf(name) ?? []);
  return [
    '<nav>',
    list(
      'In this package',
      others.map((other) => link(map.pathOf(other), other.path)),
    ),
    list(
      'It depends on',
      dependencies.map((other) => link(map.pathOf(other), other.package.id)),
    ),
    `<p>${link('/', 'All packages')}</p>`,
    '</nav>',
  ].join('\n');
}

function list(heading: string, links: readonly string[]): string {
  if (links.length === 0) return '';
  return `<h2>${heading}</h2>\n<ul>\n${links.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;
}
