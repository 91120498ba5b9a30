import type { Task } from '@x/event-loop';
import type { TaskOutcome } from '../trace.ts';
import { formatValue } from './format-value.ts';

/** How a task ended, and with what. */
export interface Outcome {
  readonly outcome: TaskOutcome;
  readonly text: string;
}

/** Describes what a task ends with, in the words of the call that completes it. */
export function describeOutcome(state: 'cancelled' | 'finished', failed: boolean, outcome: unknown): Outcome {
  if (state === 'cancelled') return { outcome: 'cancelled', text: '' };
  if (failed) return { outcome: 'failed', text: formatValue(outcome) };
  return { outcome: 'finished', text: outcome === undefined ? '' : formatValue(outcome) };
}

/** The same of a task that is done; looking does not count as reading its failure. */
export function outcomeOf(task: Task<unknown>): Outcome {
  const { failed, outcome } = task as unknown as { failed: boolean; outcome: unknown };
  return describeOutcome(task.cancelled() ? 'cancelled' : 'finished', failed, outcome);
}
