import { describe, expect, it } from 'vitest';
import { pageFile } from '../../src/store/page-file.ts';

describe('pageFile', () => {
  it('can be read', () => {
    expect(pageFile('http://site/@x/queue@1.0.0/README.html')).toMatch(/^@x-queue@1\.0\.0-README\.[0-9a-f]{8}\.html$/);
    expect(pageFile('http://site/')).toMatch(/^index\.[0-9a-f]{8}\.html$/);
  });

  it('differs for addresses that differ, in case and in query too', () => {
    const urls = ['http://a/x', 'http://b/x', 'http://a/X', 'http://a/x?y', 'http://a/x/y', 'http://a/x-y'];
    const names = urls.map((url) => pageFile(url).toLowerCase());
    expect(new Set(names).size).toBe(urls.length);
  });

  it('stays in its folder, and within what file systems take', () => {
    for (const url of [
      'http://a/..%2f..%2fetc',
      'http://a/%',
      `http://a/${'x'.repeat(500)}`,
      'http://a/.hidden',
      'http://a/con:',
    ]) {
      expect(pageFile(url)).toMatch(/^[^/\\:.][^/\\:]{0,100}$/);
    }
  });
});
