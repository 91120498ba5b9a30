import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readPackages } from '../reference/packages.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** What has changed in a package. */
export interface Changes {
  readonly name: string;
  /** Its part of an address. */
  readonly folder: string;
  /** Markdown: what the next release brings, then a section for each release. */
  readonly text: string;
}

/** A changeset: what it says, and what it does to the version of each package. */
interface Changeset {
  readonly bumps: ReadonlyMap<string, string>;
  readonly text: string;
}

/** The changes of each package, from the changesets that wait and the changelog of what was released. */
export function readChanges(): Changes[] {
  const pending = globSync('.changeset/*.md', { cwd: ROOT })
    .sort()
    .filter((file) => !file.endsWith('README.md'))
    .map((file) => parseChangeset(readFileSync(`${ROOT}/${file}`, 'utf8')));
  return readPackages()
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ name, folder }) => {
      const [changelog] = globSync(`packages/${folder}/CHANGELOG.md`, { cwd: ROOT });
      const released = changelog === undefined ? '' : readFileSync(`${ROOT}/${changelog}`, 'utf8');
      return { name, folder, text: changesOf(name, pending, released) };
    });
}

/** Reads the file of a changeset: the packages between two lines `---`, then the text. */
export function parseChangeset(file: string): Changeset {
  const [, head = '', text = ''] = /^---\n(.*?)^---\n(.*)$/ms.exec(file.replaceAll('\r\n', '\n')) ?? [];
  const bumps = new Map(
    Array.from(head.matchAll(/^['"]?([^'":]+)['"]?: *(\w+)/gm), ([, name = '', bump = '']) => [name, bump]),
  );
  return { bumps, text: text.trim() };
}

/** One page: what waits under "Unreleased", the greatest changes first, and the changelog without its title. */
export function changesOf(name: string, pending: readonly Changeset[], released: string): string {
  const unreleased = ['major', 'minor', 'patch'].flatMap((bump) => {
    const own = pending.filter(({ bumps }) => bumps.get(name) === bump);
    if (own.length === 0) return [];
    return [`### ${TITLES[bump] ?? bump}\n`, ...own.map(({ text }) => `- ${text.replaceAll('\n', '\n  ')}\n`)];
  });
  const releases = released.replace(/^# .*\n+/, '');
  const text = [...(unreleased.length > 0 ? ['## Unreleased\n', ...unreleased] : []), releases].join('\n').trim();
  return text === '' ? 'Nothing has changed yet.' : text;
}

const TITLES: Readonly<Record<string, string>> = {
  major: 'What you have to change',
  minor: 'What is new',
  patch: 'What is mended',
};
