import { readChanges } from '../src/changelog/changes.ts';

interface Page {
  readonly params: { readonly package: string; readonly name: string };
  readonly content: string;
}

/** A page for each package. */
export default {
  watch: ['../../../.changeset/*.md', '../../../packages/*/CHANGELOG.md'],
  paths: (): Page[] =>
    readChanges().map(({ name, folder, text }) => ({ params: { package: folder, name }, content: text })),
};
