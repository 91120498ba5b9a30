import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DOCS = fileURLToPath(new URL('../../', import.meta.url));

/** The addresses of the pages of one entry or class, by name, as its page of contents links to them. */
const contents = new Map<string, ReadonlyMap<string, string>>();

/**
 * Where the reference describes a name: `/reference/queue/classes/Queue#put`. `undefined` when it does not.
 *
 * @param entry - what it is imported from: `@x/queue`
 * @param name - an export, or a member of one: `Queue.put`, `os.stat`
 */
export function referenceLink(entry: string, name: string): string | undefined {
  return find(join('reference', entry.replace('@x/', ''), 'index.md'), name.split('.'));
}

function find(page: string, [first = '', ...members]: readonly string[]): string | undefined {
  const target = contentsOf(page).get(first);
  if (target === undefined || members.length === 0) return target === undefined ? undefined : address(target);
  if (target.endsWith('index.md')) return find(target, members);
  const [member = ''] = members;
  return headingsOf(target).has(member) ? `${address(target)}#${member.toLowerCase()}` : undefined;
}

/** What a page of contents links to, re-exports and second names included. */
function contentsOf(page: string): ReadonlyMap<string, string> {
  const known = contents.get(page);
  if (known !== undefined) return known;
  const text = read(page);
  const listed = text.matchAll(/^(?:- |### (.+)\n\n(?:Renames and re|Re)-exports )\[(.+?)\]\((.+?\.md)\)/gm);
  const found = new Map<string, string>();
  for (const [, alias, name = '', target = ''] of listed) {
    found.set((alias ?? name).replaceAll('\\', ''), join(dirname(page), target));
  }
  contents.set(page, found);
  return found;
}

function headingsOf(page: string): ReadonlySet<string> {
  return new Set(
    [...read(page).matchAll(/^### (\w+)(?:\(\))?$|^\| <a id="[^"]*"><\/a> `(\w+)\??`/gm)].map(
      ([, a, b]) => a ?? b ?? '',
    ),
  );
}

function read(page: string): string {
  const path = join(DOCS, page);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function address(page: string): string {
  return `/${page.replace(/\.md$/, '')}`;
}
