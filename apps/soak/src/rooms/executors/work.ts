/** What runs in the workers. Each notes first that it has begun. */
import { taskContext } from '@x/executor/worker';
import { note } from '../../journal.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function echo(journal: string, id: number): number {
  note(journal, id);
  return id;
}

export async function sleep(journal: string, id: number, milliseconds: number): Promise<number> {
  note(journal, id);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  return id;
}

export function spin(journal: string, id: number, milliseconds: number): number {
  note(journal, id);
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
  return id;
}

export function fail(journal: string, id: number): never {
  note(journal, id);
  throw new RangeError(`failure ${id}`);
}

export function failMeanwhile(journal: string, id: number): Promise<never> {
  note(journal, id);
  setImmediate(() => {
    throw new RangeError(`failure ${id}`);
  });
  return new Promise(() => undefined);
}

export function giveBackFunction(journal: string, id: number): unknown {
  note(journal, id);
  return { id, nested: [() => id] };
}

export function takeBytes(journal: string, id: number, bytes: Uint8Array): Uint8Array {
  note(journal, id);
  return bytes.map((byte) => byte ^ 1);
}

export async function reportSteps(journal: string, id: number, steps: number): Promise<number> {
  note(journal, id);
  const { report } = taskContext();
  for (let step = 0; step < steps; step++) {
    report(step);
    await turn();
  }
  return id;
}

/** Goes on until it is aborted. */
export async function listen(journal: string, id: number): Promise<number> {
  note(journal, id);
  const { signal } = taskContext();
  while (!signal.aborted) await turn();
  return id;
}

export function loopForEver(journal: string, id: number): never {
  note(journal, id);
  for (;;);
}

export function neverAnswer(journal: string, id: number): Promise<never> {
  note(journal, id);
  return new Promise(() => undefined);
}

export function exit(journal: string, id: number): void {
  note(journal, id);
  process.exit(7);
}

/** Ends a process without warning; in a thread it exits. */
export async function die(journal: string, id: number, isProcess: boolean): Promise<void> {
  note(journal, id);
  if (isProcess) process.kill(process.pid, 'SIGKILL');
  else process.exit(9);
  await new Promise(() => undefined);
}

export function exitWhileCloned(journal: string, id: number): object {
  note(journal, id);
  return {
    get value() {
      return process.exit(5);
    },
  };
}

export function eatMemory(journal: string, id: number): never {
  note(journal, id);
  const kept: unknown[] = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
}
