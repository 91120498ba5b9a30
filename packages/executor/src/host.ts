import type { Transferable } from 'node:worker_threads';
import type { Writable } from 'node:stream';
import type { WorkerExit } from './errors.ts';
import type { Message, Setup } from './worker/protocol.ts';

/** Where the worker runtime lies: in the sources, and, as one file, which loads in a third of the time, in what is built. */
export const ENTRY: URL = new URL(
  import.meta.url.endsWith('.ts') ? './worker/entry.ts' : './worker/entry.bundle.js',
  import.meta.url,
);

/** How long a worker may live on that has cut its line, in milliseconds. */
export const LAST_BREATH = 1_000;

/** What a host tells its owner. After `onExit` nothing more comes. */
export interface HostEvents {
  onMessage(message: Message): void;
  /** A message came that could not be read. */
  onUnreadable(): void;
  onExit(exit: WorkerExit): void;
}

/** How the workers of an executor are started. */
export interface HostOptions {
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly execArgv?: readonly string[] | undefined;
  readonly resourceLimits?: ResourceLimits | undefined;
  readonly stdout?: Writable | undefined;
  readonly stderr?: Writable | undefined;
}

/** Limits on the memory of one worker, in megabytes. */
export interface ResourceLimits {
  readonly maxOldGenerationSizeMb?: number | undefined;
  readonly maxYoungGenerationSizeMb?: number | undefined;
  readonly codeRangeSizeMb?: number | undefined;
  readonly stackSizeMb?: number | undefined;
}

/** One worker, hosted by tinypool: a thread or a process. */
export interface Host {
  /** The process id; the thread id on threads. */
  readonly id: number;
  /** Sends a message; throws when it cannot be cloned. */
  post(message: Message, transferList?: readonly Transferable[]): void;
  /** Takes a message that has come in already, where that is possible without the event loop. */
  take(): Message | undefined;
  /** Keeps the program running while there is work. */
  ref(): void;
  unref(): void;
  /** Ends the worker now. `force` cannot be refused. */
  end(force: boolean): void;
  /** Resolves when the worker is gone and what it printed has been passed on. */
  readonly gone: Promise<void>;
}

/** Starts a worker. */
export type HostFactory = (setup: Setup, options: HostOptions, events: HostEvents) => Host;
