import { escapeHtml } from '../html/escape.ts';

/** One column of a table. */
export interface Column<Row> {
  readonly heading: string;
  /** What a cell shows; text is escaped, `{ html }` is taken as it is. */
  readonly show: (row: Row) => string | { readonly html: string };
  /** Present for numbers: what the column sorts by, right-aligned. */
  readonly value?: (row: Row) => number;
}

/** A table that readers can sort by its headings (see `script.ts`). */
export function renderTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const head = columns.map(({ heading, value }) => `<th scope="col"${value ? ' class="number"' : ''}>${heading}</th>`);
  const body = rows.map((row) => `<tr>${columns.map((column) => renderCell(row, column)).join('')}</tr>`);
  return `<div class="table"><table class="sortable">
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function renderCell<Row>(row: Row, { show, value }: Column<Row>): string {
  const content = show(row);
  const html = typeof content === 'string' ? escapeHtml(content) : content.html;
  return value === undefined ? `<td>${html}</td>` : `<td class="number" data-value="${value(row)}">${html}</td>`;
}

/** A link in a cell. */
export function linkTo(href: string, text: string): { readonly html: string } {
  return { html: `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>` };
}
