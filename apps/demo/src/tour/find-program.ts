import { distance } from 'fastest-levenshtein';
import { PROGRAMS, type TourProgram } from './catalogue.ts';

/** So many letters of a name may be wrong for it to be meant, as a part of the longer one. */
const MISTAKES = 0.5;

/** The program of that name. */
export function findProgram(name: string): TourProgram | undefined {
  return PROGRAMS.find((program) => program.name === name);
}

/** Names that somebody may have meant by `name`, the likeliest first: those that contain it, then those spelt alike. */
export function nearestNames(name: string): string[] {
  const wanted = name.toLowerCase().replaceAll('_', '-');
  const names = PROGRAMS.map((program) => program.name);
  const containing = names.filter((each) => wanted.length > 1 && (each.includes(wanted) || wanted.includes(each)));
  const alike = names
    .map((each) => ({ each, far: distance(wanted, each) / Math.max(wanted.length, each.length) }))
    .filter(({ far }) => far < MISTAKES)
    .sort((a, b) => a.far - b.far)
    .map(({ each }) => each);
  return [...new Set([...containing, ...alike])].slice(0, 3);
}
