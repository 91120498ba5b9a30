import { readText } from '@x/async-fs';
import type { TourProgram } from './catalogue.ts';

/** The sources, which lie beside each other also when this file has been built. */
const SOURCES = new URL('../../src/tour/programs/', import.meta.url);

/** The path of the program as people read it, from the root of the repository. */
export function sourcePath({ name }: TourProgram, language: 'py' | 'ts'): string {
  return `apps/demo/src/tour/programs/${name}.${language}`;
}

/** The text of the program. */
export async function sourceText({ name }: TourProgram, language: 'py' | 'ts'): Promise<string> {
  return await readText(new URL(`${name}.${language}`, SOURCES));
}
