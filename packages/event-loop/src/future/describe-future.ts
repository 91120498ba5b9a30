import type { FutureState } from '@x/future';
import { shown } from '@x/future/context';
import { describeCall } from '../debug/describe-call.ts';
import { describeValue } from '../debug/describe-value.ts';

/** What the text of a future is made of. */
export interface FutureFacts {
  readonly state: FutureState;
  readonly failed: boolean;
  readonly outcome: unknown;
  readonly callbacks: readonly (((...args: never[]) => unknown) | undefined)[];
  readonly stack: readonly string[] | undefined;
}

/** The parts of the text of a future, as Python's `repr` has them. */
export function describeFuture({ state, failed, outcome, callbacks, stack }: FutureFacts): string[] {
  const parts: string[] = [state === 'running' ? 'pending' : state];
  if (state === 'finished')
    parts.push(failed ? `exception=${describeError(outcome)}` : `result=${describeValue(outcome)}`);
  if (callbacks.length > 0) parts.push(`cb=[${describeCallbacks(callbacks)}]`);
  if (stack?.[0] !== undefined) parts.push(`created ${stack[0]}`);
  return parts;
}

/** An error as Python writes it: `RangeError('too far')`. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return shown(error);
  return `${error.name}(${error.message === '' ? '' : shown(error.message)})`;
}

function describeCallbacks(callbacks: FutureFacts['callbacks']): string {
  const texts = callbacks.map((callback) => (callback === undefined ? '<cancelled>' : describeCall(callback)));
  if (texts.length <= 2) return texts.join(', ');
  return [texts[0], `<${texts.length - 2} more>`, texts.at(-1)].join(', ');
}
