import type { Future } from '@x/future';
import type { Stage } from './stage.ts';

/** How a task ended. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/** A task that was submitted, and all that has been heard of it. */
export interface TaskRecord {
  readonly id: number;
  readonly label: string;
  readonly future: Future<unknown>;
  /** `cancel()` said that it had taken the task back. */
  isTakenBack: boolean;
  callbacks: number;
  outcomes: Outcome[];
}

/** Knows of each submitted task, hears how it ends, and sees whether that happens exactly once. */
export class TaskLedger {
  readonly records: TaskRecord[] = [];
  readonly #stage: Stage;
  #ids = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** A number for the next task, which the task notes down when it begins. */
  nextId(): number {
    return this.#ids++;
  }

  track(id: number, label: string, future: Future<unknown>): TaskRecord {
    const record: TaskRecord = { id, label, future, isTakenBack: false, callbacks: 0, outcomes: [] };
    this.records.push(record);
    future.addDoneCallback(() => (record.callbacks += 1));
    future.then(
      (value) => record.outcomes.push({ value }),
      (error: unknown) => record.outcomes.push({ error }),
    );
    return record;
  }

  cancel(record: TaskRecord): void {
    const wasCancelled = record.future.cancelled();
    if (record.future.cancel()) record.isTakenBack = true;
    else if (wasCancelled)
      this.#stage.violate('every outcome is the right one', `${name(record)}: a second cancel() refused`);
  }

  /** Resolves when all tasks have settled, or none has, nor has `progress` changed, for so many milliseconds. */
  async drain(milliseconds: number, progress?: () => unknown): Promise<void> {
    await this.#stage.settles(Promise.allSettled(this.records.map(({ future }) => future)), milliseconds, progress);
    // The callbacks of the ledger itself are at most a turn behind.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Whether every task has settled once, in all the ways in which one can hear of it, and ran as it may. */
  check(runs: ReadonlyMap<number, number>, judge: (record: TaskRecord, outcome: Outcome) => string | undefined): void {
    for (const record of this.records) {
      const { id, future, callbacks, outcomes, isTakenBack } = record;
      if (!future.done() || callbacks !== 1 || outcomes.length !== 1) {
        const seen = `${future.toString()}, ${callbacks} callbacks, ${outcomes.length} outcomes`;
        this.#stage.violate('every task settles exactly once', `${name(record)}: ${seen}`);
      }
      const begun = runs.get(id) ?? 0;
      if (begun > (isTakenBack ? 0 : 1)) {
        const when = isTakenBack ? ' after it was cancelled' : '';
        this.#stage.violate(
          'no task runs twice, or after it was cancelled',
          `${name(record)} ran ${begun} times${when}`,
        );
      }
      const [outcome] = outcomes;
      const wrong = outcome && judge(record, outcome);
      if (wrong !== undefined) this.#stage.violate('every outcome is the right one', `${name(record)}: ${wrong}`);
    }
  }
}

function name({ id, label }: TaskRecord): string {
  return `task ${id} (${label})`;
}
