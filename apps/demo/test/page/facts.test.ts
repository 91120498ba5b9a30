import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readPage } from '../../src/page/facts.ts';

function read(html: string | Uint8Array, contentType = 'text/html'): ReturnType<typeof readPage> {
  const body = typeof html === 'string' ? Buffer.from(html) : html;
  return readPage({ url: 'http://site/docs/guide.html', contentType, body });
}

describe('readPage', () => {
  it('resolves links, each once, without fragments, and only those of the web', () => {
    const { links } = read(
      '<a href="a.html">1</a><a href="a.html#b">2</a><a href="/c?d">3</a><a href="mailto:x@y">4</a><a href="http://[">5</a>',
    );
    expect(links).toEqual(['http://site/docs/a.html', 'http://site/c?d']);
  });

  it('resolves links from the base that the page names', () => {
    expect(read('<base href="/other/"><a href="a">x</a>').links).toEqual(['http://site/other/a']);
  });

  it('measures the page as it came', () => {
    const body = Buffer.from(`<!doctype html><p>${'word '.repeat(476)}`);
    expect(read(body)).toMatchObject({
      words: 476,
      readingMinutes: 2,
      bytes: body.length,
      gzipBytes: gzipSync(body).length,
      sha256: createHash('sha256').update(body).digest('hex'),
    });
    expect(gunzipSync(gzipSync(body))).toEqual(body);
  });

  it('counts all mistakes and keeps the first', () => {
    const { htmlErrorCount, htmlErrors } = read(`<!doctype html>${'<p a a>'.repeat(9)}`);
    expect(htmlErrorCount).toBe(9);
    expect(htmlErrors).toHaveLength(5);
  });

  it.each([
    ['the header', Buffer.from('<title>caf\xe9</title>', 'latin1'), 'text/html; charset=iso-8859-1'],
    ['the page', Buffer.from('<meta charset="windows-1252"><title>caf\xe9</title>', 'latin1'), 'text/html'],
    ['the byte order mark', Buffer.from('\ufeff<title>café</title>', 'utf16le'), 'text/html; charset=utf-8'],
    ['nobody', Buffer.from('<title>café</title>'), 'text/html'],
    ['somebody who errs', Buffer.from('<title>café</title>'), 'text/html; charset=nonsense'],
  ])('decodes by the charset that %s names', (_who, body, contentType) => {
    expect(read(body, contentType).title).toBe('café');
  });
});
