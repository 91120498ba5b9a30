/** What the report does in a browser: its headings sort their table. Works from the file, without a network. */
export const SCRIPT = `
for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((heading, index) => {
    heading.tabIndex = 0;
    const key = (row) => {
      const cell = row.cells[index];
      return cell.dataset.value === undefined ? cell.textContent.toLowerCase() : Number(cell.dataset.value);
    };
    const sort = () => {
      const descending = heading.ariaSort ? heading.ariaSort === 'ascending' : heading.classList.contains('number');
      for (const other of heading.parentElement.cells) other.ariaSort = null;
      heading.ariaSort = descending ? 'descending' : 'ascending';
      const sign = descending ? -1 : 1;
      const rows = [...body.rows].map((row) => [key(row), row]);
      rows.sort(([a], [b]) => sign * (a < b ? -1 : a > b ? 1 : 0));
      body.append(...rows.map(([, row]) => row));
    };
    heading.addEventListener('click', sort);
    heading.addEventListener('keydown', (event) => event.key === 'Enter' && sort());
  });
}
`;
