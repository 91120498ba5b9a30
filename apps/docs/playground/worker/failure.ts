import { Task } from '@x/event-loop';
import { CompileError } from '../compiler/compile-error.ts';
import type { Failure } from '../trace.ts';
import { formatValue } from './format-value.ts';
import type { Recorder } from './recorder.ts';

/** The name of the program in stacks. */
export const PROGRAM = 'program.ts';

const FRAME = new RegExp(`${PROGRAM.replace('.', '\\.')}:(\\d+)`, 'g');

/** What to tell of an error, and the lines of the program that it concerns. */
export function describeFailure(error: unknown, recorder: Recorder): Failure {
  if (error instanceof CompileError) return { text: `${error.message} (line ${error.line})`, lines: [error.line] };
  return { text: formatValue(error), lines: [...new Set(linesOf(error, recorder))] };
}

function linesOf(error: unknown, recorder: Recorder): number[] {
  if (!(error instanceof Error)) return [];
  const own = [...(error.stack ?? '').matchAll(FRAME)].slice(0, 1).map(([, line]) => Number(line));
  const inner = error instanceof AggregateError ? error.errors.flatMap((one) => linesOf(one, recorder)) : [];
  // A deadlock happened where its tasks wait.
  const tasks: unknown = (error as Error & { tasks?: unknown }).tasks;
  const waiting = Array.isArray(tasks)
    ? tasks.filter((task) => task instanceof Task).map((task) => recorder.lineOf(task as Task<unknown>))
    : [];
  return [...inner, ...waiting.filter((line) => line !== undefined), ...own];
}
