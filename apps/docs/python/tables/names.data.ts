import { MODULES } from '../names/index.ts';
import type { PythonName } from '../names/name.ts';
import { referenceLink } from './reference.ts';

/** A name, with the addresses of what there is to read about it. */
export interface FindableName extends PythonName {
  /** Its page among those of Python's names. */
  readonly page: string;
  /** Its place in the reference. */
  readonly reference?: string;
}

declare const data: readonly FindableName[];
export { data };

/** Read when the site is built. */
const loader = {
  load: (): FindableName[] =>
    MODULES.flatMap(({ slug, sections }) =>
      sections.flatMap(({ names }) => names.map((name) => findable(name, `/python/${slug}`))),
    ),
};

export default loader;

function findable(name: PythonName, page: string): FindableName {
  const { here, entry = '' } = name;
  const reference = here === undefined ? undefined : referenceLink(entry, here);
  return reference === undefined ? { ...name, page } : { ...name, page, reference };
}
