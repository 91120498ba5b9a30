import { runVirtual } from '@x/event-loop/testing';
import { coroutineFunction, type Body, type Mode } from './bodies.ts';
import { Machine } from './machine.ts';
import type { Program } from './program.ts';

export interface Outcome {
  readonly trace: readonly string[];
  /** Whether the program came to its end; after one that did not, the isolate is no longer good for another. */
  readonly ended: boolean;
}

/** Real time, in milliseconds, after which a program that takes none in virtual time counts as hung. */
const LIMIT = 5_000;
const HANGS = `HANGS after ${LIMIT} ms`;

/** Runs a program in virtual time. A run that fails or does not end says so in the last line of its trace. */
export async function runProgram(program: Program, mode: Mode): Promise<Outcome> {
  let machine: Machine | undefined;
  const main = coroutineFunction(mode, function* (): Body<void> {
    machine = new Machine(program, mode);
    yield* machine.run();
  });
  const how = await withinLimit(runVirtual(main));
  const trace = [...(machine?.trace.lines ?? [])];
  const isOver = machine?.trace.closed === true;
  machine?.trace.close();
  // Stuck tasks make the clean-up of the run fail, which is no part of the program.
  if (how === HANGS || !isOver) trace.push(`RUN ${how.replaceAll('\n', ' ')}`);
  return { trace, ended: how === 'ended' };
}

async function withinLimit(run: Promise<void>): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve(HANGS), LIMIT);
  const how = run.then(
    () => 'ended',
    (error: unknown) => `FAILED ${String(error)}`,
  );
  try {
    return await Promise.race([how, promise]);
  } finally {
    clearTimeout(timer);
  }
}
