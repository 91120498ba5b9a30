import type { BrokenExecutor } from '@x/future';
import type { WorkerExit } from './errors.ts';
import type { Broker } from './broker.ts';
import type { HostFactory, HostOptions } from './host.ts';
import type { Bell } from './worker/bell.ts';

/** What threads and processes do not have in common. */
export interface Runtime {
  readonly kind: 'thread' | 'process';
  readonly createHost: HostFactory;
  /** Makes workers that can be heard while the thread is blocked, where the plain ones cannot. */
  readonly createBroker?: ((bell: Bell, options: HostOptions) => Broker) | undefined;
  /** Whether workers share memory with us: then starting and taking back a task race on a cell. */
  readonly sharesMemory: boolean;
  /** How much work to have in flight to a worker, in milliseconds. */
  readonly target: number;
  /** How many tasks to have in flight to a worker at most. */
  readonly mostAhead: number;
  /** The error of an executor that has lost what it needs. */
  readonly Broken: new (message: string, options: ErrorOptions & WorkerExit) => BrokenExecutor;
}
