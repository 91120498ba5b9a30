import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { drawResult } from './chart.ts';
import type { Result } from './result.ts';
import { summaryOf } from './summary.ts';
import { suiteNames } from '../suites.ts';

/** Full runs are kept with the sources; quick ones are for the moment. */
const FOLDERS = { full: new URL('../../', import.meta.url), quick: new URL('../../reports/', import.meta.url) };

/** Writes a result and its chart, and `RESULTS.md` anew from all that are there. */
export async function storeResult(
  result: Result,
  extent: 'full' | 'quick',
  folder: URL = FOLDERS[extent],
): Promise<void> {
  const results = new URL('results/', folder);
  await mkdir(results, { recursive: true });
  await writeFile(new URL(`${result.suite}.json`, results), `${JSON.stringify(result, undefined, 2)}\n`);
  await writeFile(new URL(`${result.suite}.svg`, results), await drawResult(result));
  await writeFile(new URL('RESULTS.md', folder), summaryOf(await readResults(results)));
}

/** In the order of the suites; results of suites that are no more are left out. */
async function readResults(folder: URL): Promise<Result[]> {
  const files = new Set(await readdir(folder));
  const known = suiteNames.map((name) => `${name}.json`).filter((file) => files.has(file));
  return Promise.all(known.map(async (file) => JSON.parse(await readFile(new URL(file, folder), 'utf8')) as Result));
}
