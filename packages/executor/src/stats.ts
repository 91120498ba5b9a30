/** What an executor's workers and tasks are doing. */
export interface ExecutorStats {
  /** Workers that live. */
  readonly workers: number;
  /** Workers that are up and have nothing to do. */
  readonly idle: number;
  /** Workers that have a task. */
  readonly busy: number;
  /** Tasks that have not begun. On processes, what has been sent ahead counts as begun. */
  readonly pending: number;
  /** Tasks that ended in a worker, with a value or a failure. */
  readonly completed: number;
}
