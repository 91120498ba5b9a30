import type { CancelledError } from '@x/future';

/** What a task knows of the requests to cancel it; made with the first, since most tasks get none. */
export class CancelRequests {
  /** How many were made and not taken back. */
  count = 0;
  /** Whether one waits to be delivered. */
  isDue = false;
  /** The message of the last one that had to wait. */
  message: unknown = undefined;
  /** Whether `cancel()` is at work, on its way through what the task waits for. */
  isUnderWay = false;
  /** The error that ended the task; handed out once, later readers get a fresh one. */
  error: CancelledError | undefined = undefined;
}
