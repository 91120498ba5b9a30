import { WorkerLostError, type WorkerExit } from './errors.ts';
import type { RemoteWorker } from './remote-worker.ts';
import type { TaskFuture } from './task-future.ts';

type Task = TaskFuture<unknown>;

/** What a worker leaves behind that has ended. */
export interface Estate {
  /** Tasks that it began, and why they fail. */
  readonly lost: readonly (readonly [Task, unknown])[];
  /** Tasks that it did not begin, in order. */
  readonly waiting: readonly Task[];
  /** Whether nobody had meant it to end. */
  readonly isAccident: boolean;
}

/** Divides the tasks of a worker that has ended into those that are lost and those that another can run. */
export function divide(worker: RemoteWorker, exit: WorkerExit, wasLeaving: boolean): Estate {
  const { started, waiting } = worker.abandon();
  const { sentence } = worker;
  if (sentence !== undefined) {
    const rest = started.filter((task) => task !== sentence.task);
    const lost = rest.length === started.length ? [] : [[sentence.task, sentence.error] as const];
    return { lost, waiting: [...rest, ...waiting], isAccident: false };
  }
  // A thread has marked what it began. A process hands each result over before it begins the next task.
  const begun = worker.cells === undefined ? started.slice(0, 1) : started;
  const lost = begun.map((task) => [task, new WorkerLostError(worker.name, exit)] as const);
  const rest = started.slice(begun.length);
  return { lost, waiting: [...rest, ...waiting], isAccident: !wasLeaving || started.length > 0 };
}
