import { describe, expect, it } from 'vitest';
import { rewriteLinks } from '../../src/site/links.ts';

const files = new Map([
  ['docs/api.md', '/p/docs/api.html'],
  ['README.md', '/p/README.html'],
]);

function rewritten(html: string, from = 'docs/guide.md'): string {
  return rewriteLinks(html, from, (path) => files.get(path));
}

describe('rewriteLinks', () => {
  it('turns a path relative to the document into an address', () => {
    expect(rewritten('<a href="./api.md">x</a>')).toBe('<a href="/p/docs/api.html">x</a>');
    expect(rewritten('<a href="../README.md#use">x</a>')).toBe('<a href="/p/README.html#use">x</a>');
  });

  it('leaves addresses elsewhere, and places in the same document', () => {
    const html = '<a href="https://example.org/a.md">x</a><a href="//example.org">y</a><a href="#z">z</a>';
    expect(rewritten(html)).toBe(html);
  });

  it('keeps only the text of a link that leads nowhere', () => {
    expect(rewritten('<a href="../src/index.js">x</a>')).toBe('<a>x</a>');
    expect(rewritten('<a href="../../../etc/passwd">x</a>')).toBe('<a>x</a>');
  });
});
