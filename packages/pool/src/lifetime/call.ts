import { checkSendable } from '@x/executor/task';
import { checkArguments, checkKeywords } from '../checks.ts';

/** The arguments of a call as Python has them. */
export interface CallParts {
  readonly args?: readonly unknown[] | undefined;
  /** Keyword arguments: passed as one object behind the others. */
  readonly kwargs?: Readonly<Record<string, unknown>> | undefined;
}

/** The arguments that a function gets: those by keyword as one object behind the others. */
export function argumentsOf({ args = [], kwargs }: CallParts): unknown[] {
  checkArguments('args', args);
  checkKeywords('kwargs', kwargs);
  return kwargs === undefined || Object.keys(kwargs).length === 0 ? [...args] : [...args, kwargs];
}

/** {@link argumentsOf} for a function that runs elsewhere. */
export function sendableArgumentsOf(parts: CallParts): unknown[] {
  const all = argumentsOf(parts);
  checkSendable(all);
  return all;
}
