import { createHash } from 'node:crypto';

const LONGEST_NAME = 80;

/**
 * A file name for the page at `url` that can be read and is no other page's, on file systems that ignore case too.
 *
 * @example `https://example.org/docs/guide.html` → `docs-guide.2c1ba8d0.html`
 */
export function pageFile(url: string): string {
  const { pathname, search } = new URL(url);
  const slug = decodePath(pathname + search)
    .replace(/\.x?html?$/i, '')
    .replace(/[^\p{L}\p{N}@.]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, LONGEST_NAME);
  const digest = createHash('sha256').update(url).digest('hex').slice(0, 8);
  return `${slug || 'index'}.${digest}.html`;
}

function decodePath(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    // A lone `%` is legal in an address and no escape.
    return path;
  }
}
