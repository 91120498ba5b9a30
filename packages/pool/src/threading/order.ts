import type { MessagePort } from 'node:worker_threads';
import type { TaskDefinition } from '@x/executor/task';
import type { ProcessFacts } from '../multiprocessing/process-facts.ts';
import type { ThreadFacts } from './current.ts';

/** What a new thread is to do. */
export interface ThreadOrder {
  /** The function to call; a thread without one is over at once. */
  readonly target: TaskDefinition | undefined;
  readonly args: readonly unknown[];
  readonly facts: ThreadFacts;
  /** The process that it belongs to. */
  readonly process: ProcessFacts;
  /** For the error that nobody caught. */
  readonly port: MessagePort;
  /** The memory of its {@link EndFlag}. */
  readonly ended: SharedArrayBuffer;
}
