import { formatCount, plural } from '../text/format.ts';
import type { TellingWord, WordSummary } from '../words/word-index.ts';
import type { Draw } from './chart.ts';
import { ACCENT, INK } from './colors.ts';

/** The words that tell most about the site. */
export function drawWords(draw: Draw, { telling: words }: WordSummary): string {
  if (words.length === 0) return '';
  return draw(({ barX, text, axisY }) => ({
    width: 1120,
    height: 26 + words.length * 19,
    marginLeft: 110,
    marginRight: 60,
    marginTop: 4,
    x: { label: null, axis: null },
    y: { label: null, domain: words.map(({ word }) => word), padding: 0.22 },
    marks: [
      axisY({ tickSize: 0, fontSize: 12, label: null }),
      barX(words, { x: 'count', y: 'word', fill: ACCENT, title: describe }),
      text(words, {
        x: 'count',
        y: 'word',
        dx: 6,
        textAnchor: 'start',
        fill: INK,
        text: ({ count }: TellingWord) => formatCount(count),
      }),
    ],
  }));
}

function describe({ word, count, pages }: TellingWord): string {
  return `${word}: ${plural(count, 'time')} on ${plural(pages, 'page')}`;
}
