import { WorkerLostError } from '@x/executor';
import { BrokenExecutor, CancelledError, RuntimeError, TimeoutError } from '@x/future';
import type { Outcome, TaskRecord } from '../../task-ledger.ts';
import type { Setup, Submit } from './plan.ts';

/** What has happened to the executor, so that tasks may end in other ways than their own. */
export interface Circumstances {
  readonly setup: Setup;
  /** How many workers died, or were sentenced to, without us ending them. */
  deaths: number;
  /** How many of them died by a signal from outside, which may come before they are up. */
  kills: number;
  /** How many tasks had a limit, or a signal with force: the executor ends a worker for each of them at most. */
  limited: number;
  /** How many tasks were lost with them. */
  lost: number;
  /** Whether the executor was ended before its tasks were done. */
  isEnding: boolean;
}

// When so many workers in a row die before they are up, the executor breaks, whatever it was told to do.
const MOST_FALSE_STARTS = 3;

/** Whether the executor may be broken by now. */
export function mayBeBroken({ setup, deaths, kills }: Circumstances): boolean {
  return (deaths > 0 && setup.onWorkerLost === 'break') || kills >= MOST_FALSE_STARTS;
}

/**
 * Whether a task may be lost with its worker. One that the executor ends for the limit of a task may have gone on to the
 * next one by then.
 */
export function mayBeLost({ setup, deaths, limited }: Circumstances): boolean {
  return limited > 0 || (deaths > 0 && setup.onWorkerLost === 'replace');
}

/** Whether a task ended as it may: by itself, or by what was done to it. */
export function judge(
  record: TaskRecord,
  outcome: Outcome,
  step: Submit,
  circumstances: Circumstances,
): string | undefined {
  const { isEnding } = circumstances;
  const wasStopped = step.cancelAfter !== undefined || step.abortAfter !== undefined || isEnding;
  if (record.isTakenBack)
    return isError(outcome, CancelledError) ? undefined : `cancelled, and ended with ${show(outcome)}`;
  if (isError(outcome, CancelledError)) return wasStopped ? undefined : 'nobody cancelled it';
  if (isError(outcome, TimeoutError)) return step.timeout === undefined ? 'it had no timeout' : undefined;
  if (isError(outcome, WorkerLostError)) {
    circumstances.lost += 1;
    return mayBeLost(circumstances) ? undefined : `no worker was lost: ${show(outcome)}`;
  }
  if (isError(outcome, BrokenExecutor)) {
    return isEnding || mayBeBroken(circumstances) ? undefined : `nothing broke: ${show(outcome)}`;
  }
  return judgeOwnEnd(record.id, outcome, step);
}

/** `submit` was refused because of the state of the executor. */
export function isRefusal(error: unknown): boolean {
  return error instanceof BrokenExecutor || (error instanceof RuntimeError && error.code === 'ERR_RUNTIME');
}

function judgeOwnEnd(id: number, outcome: Outcome, { work }: Submit): string | undefined {
  const name = 'error' in outcome && outcome.error instanceof Error ? outcome.error.name : undefined;
  switch (work.kind) {
    case 'echo':
    case 'sleep':
    case 'spin':
    case 'reportSteps':
    case 'listen':
      return 'value' in outcome && outcome.value === id ? undefined : `expected ${id}, got ${show(outcome)}`;
    case 'takeBytes': {
      const bytes = 'value' in outcome ? (outcome.value as Uint8Array) : undefined;
      const isRight = bytes?.length === work.amount && bytes.every((byte) => byte === 7);
      return isRight
        ? undefined
        : `expected ${work.amount} bytes, got ${bytes === undefined ? show(outcome) : bytes.length}`;
    }
    case 'fail':
    case 'failMeanwhile': {
      const isOwn =
        'error' in outcome && outcome.error instanceof RangeError && outcome.error.message === `failure ${id}`;
      return isOwn ? undefined : `expected its own failure, got ${show(outcome)}`;
    }
    case 'giveBackFunction':
    case 'badArgument':
    case 'deepBadArgument':
      return name === 'SerializationError' ? undefined : `expected SerializationError, got ${show(outcome)}`;
    case 'loopForEver':
    case 'neverAnswer':
    case 'exit':
    case 'die':
    case 'exitWhileCloned':
    case 'eatMemory':
      return `it cannot end by itself, got ${show(outcome)}`;
  }
}

function isError(outcome: Outcome, type: new (...args: never[]) => Error): boolean {
  return 'error' in outcome && outcome.error instanceof type;
}

function show(outcome: Outcome): string {
  return 'error' in outcome ? String(outcome.error) : JSON.stringify(outcome.value);
}
