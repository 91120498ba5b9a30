import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Program } from './program.ts';
import type { Violation } from './violation.ts';

/** What a campaign has found. */
export interface Finding {
  readonly seed: number;
  readonly node: string;
  readonly violations: readonly Violation[];
  /** What the process printed to stderr. */
  readonly output: string;
  /** The program that failed; without it, all of them together did. */
  readonly name?: string;
  /** Whether the program fails alone, too. */
  readonly isRepeatable?: boolean;
  /** What is left of it after shortening. */
  readonly program?: Program;
  /** Where it is kept. */
  readonly file?: string;
}

/** Programs that failed once. A test plays them again; those that are mended stay there. */
export const FOUND: URL = new URL('../found/', import.meta.url);

/** Writes the finding to `found/`, where a test plays it from now on. */
export function keepFailure(finding: Finding & { readonly name: string }): Finding {
  const file = fileURLToPath(new URL(`${finding.name.replace(':', '_')}.json`, FOUND));
  writeFileSync(file, `${JSON.stringify(finding, undefined, 2)}\n`);
  return { ...finding, file };
}

export function readProgram(file: string | URL): Program {
  const { program } = JSON.parse(readFileSync(file, 'utf8')) as Finding;
  if (program === undefined) throw new RangeError(`${String(file)} holds no program`);
  return program;
}
