/** The look of a report. Fonts are the reader's own: a report loads nothing. */
export const STYLE = `
:root { --ink: #1d2733; --soft: #5d6b7a; --line: #e3e8ee; --back: #f6f8fa; --accent: #2f66d8; --bad: #c4382f; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif;
  color: var(--ink); background: var(--back); }
main { max-width: 1200px; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
header h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; letter-spacing: -.01em; overflow-wrap: anywhere; }
header p { margin: 0; color: var(--soft); max-width: 52rem; }
h2 { font-size: 1.2rem; margin: 0 0 .25rem; }
section { background: #fff; border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem 1.4rem; margin-top: 1.25rem; }
section > p { margin: 0 0 1rem; color: var(--soft); max-width: 52rem; }
.banner { border-color: #f0c36d; background: #fff8e6; margin-top: 1.25rem; }
.banner p { margin: 0; color: inherit; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .9rem; margin: 1.5rem 0 0; padding: 0; }
.figures div { background: #fff; border: 1px solid var(--line); border-radius: 10px; padding: .8rem 1rem; }
.figures dt { color: var(--soft); font-size: .82rem; }
.figures dd { margin: .1rem 0 0; font-size: 1.55rem; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.figures .bad dd { color: var(--bad); }
.figures small { display: block; font-size: .78rem; font-weight: 400; color: var(--soft); line-height: 1.35; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1.25rem 2rem; }
figure { margin: 0; max-width: none !important; font: inherit; }
figcaption { font-weight: 600; font-size: .9rem; margin-bottom: .2rem; }
.chart { overflow-x: auto; }
svg { max-width: 100%; height: auto; font-size: 11px; }
section.wide svg { min-width: 900px; }
section.wide [class*='-swatches'] svg { min-width: 0; }
[class*='-swatches'] { font-size: 12px !important; }
.table { overflow: auto; max-height: 36rem; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; font-size: .86rem; }
th, td { padding: .38rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
tbody tr:last-child td { border-bottom: 0; }
tbody tr:hover { background: var(--back); }
th { position: sticky; top: 0; background: #fff; box-shadow: inset 0 -1px var(--line); white-space: nowrap; cursor: pointer; user-select: none; }
th:hover, th:focus-visible { color: var(--accent); }
th[aria-sort]::after { content: ' ▲'; font-size: .7em; }
th[aria-sort='descending']::after { content: ' ▼'; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td { overflow-wrap: anywhere; }
td:first-child { min-width: 15rem; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
td code { white-space: nowrap; }
code { font: .92em ui-monospace, 'Cascadia Mono', Menlo, Consolas, monospace; }
footer { margin-top: 2rem; color: var(--soft); font-size: .85rem; }
@media print { body { background: #fff; } .table { max-height: none; } section { break-inside: avoid; } }
`;
