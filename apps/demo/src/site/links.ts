import { posix } from 'node:path';
import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/**
 * Turns the relative links of a rendered document into addresses on the site. `find` tells where a file of the package
 * lies; a link to a file that the site does not serve keeps its text only, since it would lead nowhere.
 *
 * @param path - the document's own path inside its package
 */
export function rewriteLinks(html: string, path: string, find: (path: string) => string | undefined): string {
  const fragment = parseFragment(html);
  for (const anchor of anchors(fragment)) {
    const href = anchor.attrs.find(({ name }) => name === 'href');
    if (href === undefined || isExternal(href.value)) continue;
    const target = resolve(href.value, path, find);
    if (target === undefined) anchor.attrs = anchor.attrs.filter((attribute) => attribute !== href);
    else href.value = target;
  }
  return serialize(fragment);
}

function resolve(href: string, from: string, find: (path: string) => string | undefined): string | undefined {
  if (href.startsWith('#')) return href;
  const [file = '', fragment] = href.split('#', 2);
  const target = find(posix.normalize(posix.join(posix.dirname(from), file)));
  return target === undefined || fragment === undefined ? target : `${target}#${fragment}`;
}

function isExternal(href: string): boolean {
  return /^([a-z][a-z\d+.-]*:|\/\/)/i.test(href);
}

function* anchors(node: Node): Generator<Element> {
  if ('tagName' in node && node.tagName === 'a') yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* anchors(child);
}
