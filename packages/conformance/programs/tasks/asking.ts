import { currentTask } from '@x/event-loop';

/** The name of the task that runs in this thread; there is no loop, so it throws. */
export function whoRuns(): string | undefined {
  return currentTask()?.getName();
}
