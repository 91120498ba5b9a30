import type { HostOptions } from './host.ts';
import type { Call } from './worker/protocol.ts';

/** What happens when a worker ends before its task does. */
export type OnWorkerLost = 'break' | 'replace';

/** The options of an executor, checked and completed. */
export interface Config {
  /** In front of the number in a worker's name. */
  readonly prefix: string;
  readonly maxWorkers: number;
  readonly minWorkers: number;
  /** Milliseconds; `Infinity` for never. */
  readonly idleTimeout: number;
  readonly maxTasksPerChild: number;
  readonly maxMemory: number | undefined;
  readonly onWorkerLost: OnWorkerLost;
  /** Whether functions may be sent as source. */
  readonly sourceTasks: boolean;
  readonly initializer: Call | undefined;
  readonly finalizer: Call | undefined;
  /** How long workers, and we while somebody waits, poll before sleeping, in milliseconds. */
  readonly spin: number;
  /** Whether workers are to be heard while the thread is blocked from the first one on. */
  readonly isBlocking: boolean;
  readonly host: HostOptions;
}
