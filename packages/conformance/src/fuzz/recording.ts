import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Program } from './program.ts';

/** A program and what CPython printed for it. */
export interface Recorded {
  readonly program: Program;
  readonly trace: readonly string[];
}

/** The recordings of a file of JSON lines, `.ndjson` or `.ndjson.gz`. */
export function readRecordings(file: string | URL): Recorded[] {
  const bytes = readFileSync(file);
  const text = String(file).endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return text
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);
}
