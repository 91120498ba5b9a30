import type { Readable, Writable } from 'node:stream';
import type { CallArguments } from '../call-options.ts';

/** What a process runs, and how. */
export interface ProcessOptions<A extends unknown[]> {
  /** The task function to call: an export of a module, through {@link taskModule}, or a self-contained function. */
  readonly target?: ((...args: A) => unknown) | undefined;
  /** `Process-1` by default; a child of that is `Process-1:1`. */
  readonly name?: string | undefined;
  readonly args?: CallArguments<NoInfer<A>> | undefined;
  /** Keyword arguments: passed as one object behind the others. */
  readonly kwargs?: Readonly<Record<string, unknown>> | undefined;
  /** Whether it is ended with the program, which else waits for it; by default as the process that makes it. */
  readonly daemon?: boolean | undefined;
  /** The environment of the process; a copy of the program's by default. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Flags of Node for the process; those of the program by default. */
  readonly execArgv?: readonly string[] | undefined;
  /** The Node to run; that of the program by default. */
  readonly execPath?: string | undefined;
  /** What it reads from; nothing by default. */
  readonly stdin?: Readable | undefined;
  /** Where it prints to; the program's own by default. One that nobody reads holds the process up, as a full pipe. */
  readonly stdout?: Writable | undefined;
  readonly stderr?: Writable | undefined;
}
