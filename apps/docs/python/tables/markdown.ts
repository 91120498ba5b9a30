import type { NameSection, PythonModule, PythonName } from '../names/name.ts';
import { referenceLink } from './reference.ts';

/** The tables of a module as Markdown, so that the pages have headings, the search finds names, and dead links show. */
export function tablesOf({ sections }: PythonModule): string {
  return sections.map(tableOf).join('\n');
}

function tableOf({ title, page, names }: NameSection): string {
  const entry = usualEntry(names);
  const from = entry === undefined ? '' : `From \`${entry}\`, if nothing else is said. `;
  const rows = names.map((name) => `| ${code(name.python)} | ${hereCell(name, entry)} | ${name.note} |\n`).join('');
  return `## ${title}\n\n${from}[Python’s documentation](${page})\n\n| Python | here | difference |\n| --- | --- | --- |\n${rows}`;
}

/** Where the first of them comes from, as the others do as a rule. */
function usualEntry(names: readonly PythonName[]): string | undefined {
  return names.find(({ entry }) => entry !== undefined)?.entry;
}

function hereCell({ here, entry = '' }: PythonName, usual: string | undefined): string {
  if (here === undefined) return 'not here';
  const link = referenceLink(entry, here);
  const name = link === undefined ? code(here) : `[${code(here)}](${link})`;
  return entry === usual ? name : `${name} of \`${entry}\``;
}

/** A long name breaks behind its dots. */
function code(name: string): string {
  return `<code>${name.replaceAll('_', '\\_').replaceAll('.', '.<wbr>')}</code>`;
}
