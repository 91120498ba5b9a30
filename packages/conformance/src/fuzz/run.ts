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

/** Runs a program in virtual time. A run that fails or does not end says so in the last line of its trace. */
export async function runProgram(program: Program, mode: Mode): Promise<Outcome> {
  let machine: Machine | undefined;
  const main = coroutineFunction(mode, function* (): Body<void> {
    machine = new Machine(program, mode);
    yield* machine.run();
  });
  const run = runVirtual(main).then(
    () => 'ended',
    (error: unknown) => `FAILED ${String(error)}`,
  );
  const how = await withinLimit(run);
  const trace = [...(machine?.trace.lines ?? [])];
  const ended = how === 'ended' && machine?.trace.closed === true;
  if (!ended) trace.push(`RUN ${how.replaceAll('\n', ' ')}`);
  machine?.trace.close();
  return { trace, ended };
}

async function withinLimit(run: Promise<string>): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve(`HANGS after ${LIMIT} ms`), LIMIT);
  try {
    return await Promise.race([run, promise]);
  } finally {
    clearTimeout(timer);
  }
}
