import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/page/html.ts';

describe('parseHtml', () => {
  it('finds title, language and links', () => {
    const page =
      '<!doctype html><html lang="de"><title> Ein\n Titel </title><a href="a">x</a><area href="b"><a>none</a>';
    expect(parseHtml(page)).toMatchObject({ title: 'Ein Titel', language: 'de', hrefs: ['a', 'b'], base: undefined });
  });

  it('takes the title of the page, not that of a drawing in it', () => {
    const page = '<!doctype html><body><svg><title>drawing</title></svg><title>page</title>';
    expect(parseHtml(page).title).toBe('page');
  });

  it('reads the text that a reader sees', () => {
    const { text } = parseHtml(
      '<!doctype html><title>t</title><p>a<b>b</b>c</p><p>d</p><script>no()</script><style>no</style>',
    );
    expect(text.split(/\s+/).filter(Boolean)).toEqual(['abc', 'd']);
  });

  it('says where a page is not valid', () => {
    const { errors } = parseHtml('<!doctype html>\n<p id=a id=b>x');
    expect(errors).toEqual([{ code: 'duplicate-attribute', line: 2, column: 11 }]);
  });

  it('reads a page that nests deeper than a stack', () => {
    expect(parseHtml(`<!doctype html>${'<div>'.repeat(50_000)}deep`).text.trim()).toBe('deep');
  });
});
