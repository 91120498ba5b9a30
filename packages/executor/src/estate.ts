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

/**
 * Divides the tasks of a worker that has ended into those that are lost and those that another can run. No task runs
 * twice: what may have begun is lost.
 *
 * @param isPrompt - whether the worker hands each result over before it begins the next task.
 */
export function divide(worker: RemoteWorker, exit: WorkerExit, wasLeaving: boolean, isPrompt: boolean): Estate {
  const { started, waiting } = worker.abandon();
  const { sentence } = worker;
  // A thread has marked what it began. Behind the task that a worker was ended for nothing has begun, if it was still
  // running; it may have come to its end meanwhile, and then the next one is as lost as by an accident.
  const isOneByOne = worker.cells === undefined && (isPrompt || sentence?.task === started[0]);
  const begun = isOneByOne ? started.slice(0, 1) : started;
  const lost = begun.map((task) => [task, causeOf(task, worker, exit)] as const);
  const rest = started.slice(begun.length);
  const isAccident = sentence === undefined && (!wasLeaving || started.length > 0);
  return { lost, waiting: [...rest, ...waiting], isAccident };
}

function causeOf(task: Task, { name, sentence }: RemoteWorker, exit: WorkerExit): unknown {
  return task === sentence?.task ? sentence.error : new WorkerLostError(name, exit);
}
