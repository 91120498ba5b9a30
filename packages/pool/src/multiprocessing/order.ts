import type { MessagePort } from 'node:worker_threads';
import type { TaskDefinition } from '@x/executor/task';
import type { ProcessFacts } from './process-facts.ts';

/** What a new process is to do. It travels as bytes, made where it is ordered. */
export interface ChildOrder {
  /** The function to call; a process without one is over at once. */
  readonly target: TaskDefinition | undefined;
  readonly args: readonly unknown[];
  readonly facts: ProcessFacts;
}

/** To the keeper: start a process, and keep it. */
export interface KeepOrder {
  /** A {@link ChildOrder}, serialized. */
  readonly child: Uint8Array;
  /** The memory of its {@link ExitState}. */
  readonly state: SharedArrayBuffer;
  readonly env: NodeJS.ProcessEnv;
  readonly execArgv: readonly string[];
  readonly execPath: string;
  /** Closed when the process has ended, and its output is complete. */
  readonly port: MessagePort;
  /** Streams that do not go where those of the program go. */
  readonly stdin: MessagePort | undefined;
  readonly stdout: MessagePort | undefined;
  readonly stderr: MessagePort | undefined;
}

/** From the keeper: the process could not be started. That one has ended is told by the closing of the port. */
export interface KeepNews {
  readonly error: unknown;
}
