import { RuntimeError } from '@x/future';
import type { Task } from '../task/task.ts';

/** Every task waits, no timer is set, and nothing is ready: the program can never go on. */
export class DeadlockError extends RuntimeError {
  override readonly name = 'DeadlockError';
  override readonly code = 'ERR_DEADLOCK';
  /** The tasks that wait. */
  readonly tasks: readonly Task<unknown>[];

  constructor(tasks: readonly Task<unknown>[]) {
    super(`deadlock: every task waits and no timer is set\n${tasks.map(describe).join('\n')}`);
    this.tasks = tasks;
  }
}

/** A task awaits something that is no wait of this toolkit, so that virtual time cannot say when it comes back. */
export class OutsideError extends RuntimeError {
  override readonly name = 'OutsideError';
  override readonly code = 'ERR_OUTSIDE';
  /** The tasks concerned. */
  readonly tasks: readonly Task<unknown>[];

  constructor(tasks: readonly Task<unknown>[]) {
    super(
      `virtual time stands: ${tasks.map((task) => `'${task.getName()}'`).join(', ')} awaits something outside of the loop`,
    );
    this.tasks = tasks;
  }
}

function describe(task: Task<unknown>): string {
  const waits = task.waits.map((wait) => wait.label).join(', ');
  return `  '${task.getName()}' waits for ${waits === '' ? 'nothing that is known' : waits}`;
}
