import type { Task } from '@x/event-loop';
import type { TaskOutcome } from '../trace.ts';
import { formatValue } from './format-value.ts';

/** How a done task ended; looking does not count as reading its failure. */
export function describeOutcome(task: Task<unknown>): { outcome: TaskOutcome; text: string } {
  if (task.cancelled()) return { outcome: 'cancelled', text: '' };
  const { failed, outcome } = task as unknown as { failed: boolean; outcome: unknown };
  if (failed) return { outcome: 'failed', text: formatValue(outcome) };
  return { outcome: 'finished', text: outcome === undefined ? '' : formatValue(outcome) };
}
