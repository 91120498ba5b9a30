import type { NameSection, PythonModule, PythonName } from '../names/name.ts';
import { referenceLink } from './reference.ts';

/** The tables of a module as Markdown, so that the pages have headings, the search finds names, and dead links show. */
export function tablesOf({ sections }: PythonModule): string {
  return sections.map(tableOf).join('\n');
}

function tableOf({ title, page, names }: NameSection): string {
  const rows = names.map((name) => `| ${pythonCell(name)} | ${hereCell(name)} | ${name.note} |\n`).join('');
  return `## ${title}\n\nIn [Python’s documentation](${page}).\n\n| Python | here | difference |\n| --- | --- | --- |\n${rows}`;
}

function pythonCell({ python }: PythonName): string {
  return `\`${python}\``;
}

function hereCell({ here, entry = '' }: PythonName): string {
  if (here === undefined) return 'not here';
  const link = referenceLink(entry, here);
  return `${link === undefined ? `\`${here}\`` : `[\`${here}\`](${link})`} <small>${entry}</small>`;
}
