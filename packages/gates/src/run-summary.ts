import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One task of a turbo run: `task` of the package in `directory`. */
export interface TaskRun {
  readonly taskId: string;
  readonly task: string;
  readonly directory: string;
  readonly command: string;
  readonly execution?: { readonly exitCode: number };
}

/** Where `turbo run --summarize` leaves what it did, from the root of the repository. */
export const SUMMARIES: string = join('.turbo', 'runs');

/** The tasks that the last run attempted, cached ones included; empty when turbo did not come so far. */
export async function readSummary(): Promise<readonly TaskRun[]> {
  const [file] = await readdir(SUMMARIES).catch(() => []);
  return file === undefined ? [] : parsePlan(await readFile(join(SUMMARIES, file), 'utf8'));
}

/** The tasks that have something to run, from the JSON of a run's summary or of `--dry=json`. */
export function parsePlan(json: string): readonly TaskRun[] {
  const { tasks } = JSON.parse(json) as { readonly tasks: readonly TaskRun[] };
  return tasks.filter(({ command }) => command !== '<NONEXISTENT>');
}
