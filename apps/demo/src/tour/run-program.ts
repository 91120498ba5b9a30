import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TourProgram } from './catalogue.ts';

/** `.js` where this has been built, `.ts` in the sources. */
const SUFFIX = import.meta.url.slice(-3);

/**
 * Runs a program of the tour as a process of its own, which prints to where this one prints.
 *
 * @param isFast - whether the loop's time is virtual; what comes from outside of the loop takes its time nevertheless
 * @returns its exit code; `null` when a signal ended it
 */
export async function runProgram({ name }: TourProgram, isFast: boolean): Promise<number | null> {
  const preload = isFast ? ['--import', new URL(`./fast${SUFFIX}`, import.meta.url).href] : [];
  const file = fileURLToPath(new URL(`./programs/${name}${SUFFIX}`, import.meta.url));
  const child = spawn(process.execPath, [...preload, file], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}
