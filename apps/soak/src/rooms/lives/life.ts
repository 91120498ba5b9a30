import { Writable } from 'node:stream';
import { taskModule } from '@x/executor';
import { Process } from '@x/pool/multiprocessing';
import { Thread, Timer } from '@x/pool/threading';
import type { ProcessStep, ThreadStep, TimerStep } from './plan.ts';

const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));

/** What is begun once and can be waited for. */
export type Handle = Thread | Process | Timer;

/** One thread, process or timer, and how it may end. */
export interface Life {
  readonly id: number;
  readonly handle: Handle;
  /** How often its target may have begun, by the journal. */
  readonly runs: { readonly fewest: number; readonly most: number };
  /** What is to be done to it, and after how many milliseconds. */
  readonly end?: { readonly after: number; readonly act: () => void } | undefined;
  /** The errors that the hook was told of. */
  readonly uncaught: unknown[];
  /** What is wrong with its end. */
  judge(): string | undefined;
  toString(): string;
}

/** Makes what a step begins. */
export function beginLife(step: ThreadStep | ProcessStep | TimerStep, journal: string, id: number): Life {
  switch (step.do) {
    case 'thread':
      return threadLife(step, journal, id);
    case 'process':
      return processLife(step, journal, id);
    case 'timer':
      return timerLife(step, id);
  }
}

function threadLife({ kind, amount, daemon }: ThreadStep, journal: string, id: number): Life {
  const last = kind === 'die' ? false : amount;
  const handle = new Thread({ target: work[kind] as typeof work.sleep, args: [journal, id, last as number], daemon });
  const uncaught: unknown[] = [];
  const judge = (): string | undefined => {
    const wanted = isFailing(kind) ? [`RangeError: failure ${id}`] : [];
    return String(uncaught) === String(wanted) ? undefined : `expected [${String(wanted)}], got [${String(uncaught)}]`;
  };
  return life({ id, handle, runs: { fewest: 1, most: 1 }, uncaught, judge }, kind);
}

function processLife({ kind, amount, daemon, end, endAfter }: ProcessStep, journal: string, id: number): Life {
  const last = kind === 'die' ? true : amount;
  let said = '';
  let isClosed = false;
  const stderr = new Writable({
    write(chunk: Buffer, _encoding, done) {
      said += chunk.toString();
      done();
    },
  });
  const args: [string, number, number] = [journal, id, last as number];
  const handle = new Process({ target: work[kind] as typeof work.sleep, args, daemon, stderr });
  const judge = (): string | undefined => {
    const { exitcode = NaN } = handle;
    const codes = [exitCodeOf(kind), ...(end === undefined ? [] : [end === 'kill' ? -9 : -15])];
    if (!codes.includes(exitcode)) return `expected the exit code ${codes.join(' or ')}, got ${exitcode}`;
    if (exitcode === 1 && !said.includes(`failure ${id}`)) return `it did not say why it failed: ${said}`;
    isClosed = true;
    handle.close();
    return undefined;
  };
  const act = (): void => {
    if (!isClosed && end !== undefined) handle[end]();
  };
  const ending = end && { after: endAfter, act };
  const runs = { fewest: end === undefined ? 1 : 0, most: 1 };
  return life({ id, handle, runs, end: ending, uncaught: [], judge }, kind);
}

function timerLife({ interval, cancelAfter }: TimerStep, id: number): Life {
  let calls = 0;
  const handle = new Timer(interval, () => void (calls += 1));
  const judge = (): string | undefined => {
    const isRight = calls === 1 || (calls === 0 && cancelAfter !== undefined);
    return isRight ? undefined : `its function was called ${calls} times`;
  };
  const end = cancelAfter === undefined ? undefined : { after: cancelAfter, act: () => handle.cancel() };
  return life({ id, handle, runs: { fewest: 0, most: 0 }, end, uncaught: [], judge }, 'timer');
}

function life(facts: Omit<Life, 'toString'>, kind: string): Life {
  return { ...facts, toString: () => `${facts.id} (${kind}) ${facts.handle.toString()}` };
}

function isFailing(kind: string): boolean {
  return kind === 'fail' || kind === 'failMeanwhile';
}

function exitCodeOf(kind: ProcessStep['kind']): number {
  if (isFailing(kind)) return 1;
  if (kind === 'exit') return 7;
  return kind === 'die' || kind === 'loopForEver' ? -9 : 0;
}
