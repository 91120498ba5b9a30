import { escapeHtml } from '../html/escape.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

/** One number at the top of a report. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly detail?: string | undefined;
  readonly bad?: boolean;
}

/** A part of a report; `html` is taken as it is, and an empty one drops the part. */
export interface Section {
  readonly heading: string;
  readonly text?: string | undefined;
  readonly html: string;
  /** How it is laid out: the whole width, or charts in pairs. */
  readonly layout?: 'wide' | 'pair';
}

export interface ReportDocument {
  readonly title: string;
  readonly lead: string;
  /** Said before everything else: the report is not the whole story. */
  readonly banner?: string | undefined;
  readonly figures: readonly Figure[];
  readonly sections: readonly Section[];
}

/** A whole HTML document that needs nothing but itself. */
export function renderDocument({ title, lead, banner, figures, sections }: ReportDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(lead)}</p>
</header>
${banner === undefined ? '' : `<section class="banner"><p>${escapeHtml(banner)}</p></section>`}
<dl class="figures">
${figures.map(renderFigure).join('\n')}
</dl>
${sections
  .filter(({ html }) => html !== '')
  .map(renderSection)
  .join('\n')}
<footer>Written by <code>demo</code>, a program made of the @x packages.</footer>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function renderFigure({ label, value, detail, bad = false }: Figure): string {
  const small = detail === undefined ? '' : `<small>${escapeHtml(detail)}</small>`;
  return `<div${bad ? ' class="bad"' : ''}><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}${small}</dd></div>`;
}

function renderSection({ heading, text, html, layout }: Section): string {
  const intro = text === undefined ? '' : `<p>${escapeHtml(text)}</p>\n`;
  const body = layout === undefined ? html : `<div class="${layout === 'pair' ? 'pair' : 'chart'}">${html}</div>`;
  return `<section${layout === 'wide' ? ' class="wide"' : ''}>\n<h2>${escapeHtml(heading)}</h2>\n${intro}${body}\n</section>`;
}
