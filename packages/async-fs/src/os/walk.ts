import * as fs from 'node:fs';
import type { WaitOptions } from '@x/future/context';
import { procedure } from '../calls/procedure.ts';
import { OSError } from '../os-error.ts';
import { fsPromise } from '../raw/fs-promise.ts';
import { below, pathText, type PathLike } from './path-like.ts';
import { describeEntry, type DirEntry } from './scandir.ts';

/** Options of {@link walk}. */
export interface WalkOptions extends Pick<WaitOptions, 'signal'> {
  /** Whether a directory comes before those in it; `true` by default. */
  readonly topdown?: boolean | undefined;
  /** Gets the error of a directory that cannot be read; without it such directories are passed over, as in Python. */
  readonly onerror?: ((error: OSError) => void) | undefined;
  /** Whether to go into directories behind links; `false` by default. A link to a directory above makes it endless. */
  readonly followlinks?: boolean | undefined;
}

/** The path of a directory, the names of the directories in it, and the names of everything else. */
export type WalkStep = [dirpath: string, dirnames: string[], filenames: string[]];

/**
 * Goes through a directory and all below it.
 *
 * @remarks
 * **Order.** As the system lists it. Going down, you may change `dirnames` in place: only what stays is visited, in
 * that order.
 *
 * @example
 * ```ts
 * const found: string[] = [];
 * for await (const [directory, directories, files] of os.walk('src')) {
 *   directories.sort();
 *   found.push(...files.map((file) => `${directory}/${file}`));
 * }
 * found; // => ['src/main.ts', 'src/lib/list.ts']
 * ```
 *
 * @see Python: {@link https://docs.python.org/3/library/os.html#os.walk | os.walk}
 */
export async function* walk(top: PathLike, options: WalkOptions = {}): AsyncGenerator<WalkStep, undefined> {
  const { topdown = true, onerror, followlinks = false, signal } = options;
  const waiting: (string | WalkStep)[] = [pathText(top)];
  for (let next; (next = waiting.pop()) !== undefined;) {
    if (typeof next !== 'string') {
      yield next;
      continue;
    }
    const entries = await read(next, signal, onerror);
    if (entries === undefined) continue;
    const step: WalkStep = [next, namesOf(entries, true), namesOf(entries, false)];
    const links = new Set(entries.filter((entry) => entry.isSymlink()).map(({ name }) => name));
    if (topdown) yield step;
    else waiting.push(step);
    const [directory, names] = step;
    const visited = names.filter((name) => followlinks || !links.has(name));
    waiting.push(...visited.map((name) => below(directory, name)).reverse());
  }
  return undefined;
}

async function read(
  directory: string,
  signal: AbortSignal | undefined,
  onerror: WalkOptions['onerror'],
): Promise<DirEntry[] | undefined> {
  try {
    return await procedure(`os.walk('${directory}')`, { signal }, async () => {
      const entries = await fsPromise<fs.Dirent[]>((done) => fs.readdir(directory, { withFileTypes: true }, done));
      return Promise.all(entries.map((entry) => describeEntry(directory, entry)));
    });
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    onerror?.(error);
    return undefined;
  }
}

function namesOf(entries: readonly DirEntry[], areDirectories: boolean): string[] {
  return entries.filter((entry) => entry.isDir() === areDirectories).map(({ name }) => name);
}
