/** What a name of Python is here. */
export interface PythonName {
  /** As Python writes it, with its module: `asyncio.Queue.put_nowait`. */
  readonly python: string;
  /** What it is called here: `Queue.putNowait`. Missing where there is no such thing. */
  readonly here?: string;
  /** Where that is imported from. */
  readonly entry?: string;
  /** The difference, or why it was left out. Empty where nothing differs but the spelling. */
  readonly note: string;
}

/** Names that are described together in Python's documentation. */
export interface NameSection {
  readonly title: string;
  /** The page of Python's documentation. */
  readonly page: string;
  readonly names: readonly PythonName[];
}

/** One page of names. */
export interface PythonModule {
  /** The name of its page. */
  readonly slug: string;
  /** What it is called in Python. */
  readonly title: string;
  readonly sections: readonly NameSection[];
}

/** What is said of one name: the difference, or more. */
export type Saying = string | { readonly here: string; readonly entry?: string; readonly note: string } | LeftOut;

interface LeftOut {
  readonly why: string;
}

/** It has another name here, or comes from another entry than the rest of its section. */
export function named(here: string, note = '', entry?: string): Saying {
  return entry === undefined ? { here, note } : { here, note, entry };
}

/** It is not here. */
export function leftOut(why: string): Saying {
  return { why };
}

/**
 * A section of names.
 *
 * @param prefix - what Python writes before each of them
 * @param names - by their names in Python: what differs, said in a sentence. The name here is the same in camelCase.
 */
export function section(
  title: string,
  place: { readonly entry: string; readonly page: string; readonly prefix: string },
  names: Readonly<Record<string, Saying>>,
): NameSection {
  const all = Object.entries(names).map(([name, saying]): PythonName => {
    const python = place.prefix + name;
    if (typeof saying === 'string') return { python, here: camelCase(name), entry: place.entry, note: saying };
    if ('why' in saying) return { python, note: saying.why };
    return { python, here: saying.here, entry: saying.entry ?? place.entry, note: saying.note };
  });
  return { title, page: place.page, names: all };
}

/** Split at the underscores only: `run_in_executor` is `runInExecutor`, and constants stay as they are. */
function camelCase(name: string): string {
  return name
    .split('.')
    .map((part) =>
      /^[A-Z_\d]+$/.test(part) ? part : part.replaceAll(/(?<=\w)_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    )
    .join('.');
}
