/**
 * Makes one list of block tags that follow each other: two `Throws`, each under a heading of its own, become one with two
 * points.
 */
export function joinTags(page: string): string {
  const parts = page.split(/^(?=#{2,6} )/m);
  const joined: { heading: string; texts: string[] }[] = [];
  for (const part of parts) {
    const [, heading = '', text = ''] = /^(#{2,6} (?:Throws|See)\n)?(.*)$/s.exec(part) ?? [];
    const last = joined.at(-1);
    if (heading !== '' && last?.heading === heading) last.texts.push(text);
    else joined.push({ heading, texts: [text] });
  }
  return joined.map(({ heading, texts }) => heading + (texts.length > 1 ? asList(texts) : texts.join(''))).join('');
}

function asList(texts: readonly string[]): string {
  // A rule between two members may follow the last of them.
  const [, last = '', rule = ''] = /^(.*?)(\n\*\*\*\n+)?$/s.exec(texts.at(-1) ?? '') ?? [];
  const points = [...texts.slice(0, -1), last].map((text) => `- ${text.trim().replaceAll('\n', '\n  ')}\n`);
  return `\n${points.join('')}${rule === '' ? '\n' : rule}`;
}
