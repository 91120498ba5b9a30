import { join } from 'node:path';
import { InvalidStateError } from '@x/future';
import { Pool, taskModule, ThreadPool, type AsyncResult, type WorkerPool } from '@x/pool';
import { lengthOf, readJournal } from '../../journal.ts';
import { childProcesses } from '../../remains.ts';
import type { Stage } from '../../stage.ts';
import { TaskLedger, type Outcome, type TaskRecord } from '../../task-ledger.ts';
import type { ApplyStep, IMapStep, MapStep, PoolPlan, Setup } from './plan.ts';
import type { Item } from './work.ts';

const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));

// Nothing takes longer than this, in milliseconds, not even the start of a process on a busy machine.
const PATIENCE = 60_000;

/** Makes the pool of a plan; tests plant defects here. */
export type MakePool = (setup: Setup) => WorkerPool;

function makePool({ kind, processes, maxtasksperchild }: Setup): WorkerPool {
  return kind === 'threads' ? new ThreadPool(processes) : new Pool(processes, { maxtasksperchild });
}

/** Plays a program on a pool, and checks that each call ended once, as it should, and ran once at most. */
export async function playPool({ setup, steps }: PoolPlan, stage: Stage, make: MakePool = makePool): Promise<void> {
  const player = new Player(stage, setup, make(setup));
  for (const step of steps) {
    switch (step.do) {
      case 'apply':
        player.apply(step);
        break;
      case 'map':
      case 'starmap':
        player.map(step);
        break;
      case 'imap':
      case 'imapUnordered':
        player.iterate(step);
        break;
      case 'kill':
        player.kill(step.which);
        break;
      case 'pause':
        await stage.pause(step.time);
        break;
      case 'drain':
        await player.drain();
        break;
    }
  }
  await player.end();
}

type Judge = (outcome: Outcome) => string | undefined;

class Player {
  readonly #stage: Stage;
  readonly #setup: Setup;
  readonly #pool: WorkerPool;
  readonly #ledger: TaskLedger;
  readonly #journal: string;
  readonly #judges = new Map<number, Judge>();
  readonly #loops: Promise<void>[] = [];
  #deaths = 0;
  #isEnding = false;

  constructor(stage: Stage, setup: Setup, pool: WorkerPool) {
    this.#stage = stage;
    this.#setup = setup;
    this.#pool = pool;
    this.#ledger = new TaskLedger(stage);
    this.#journal = join(stage.folder, 'journal');
  }

  apply({ kind, abortAfter }: ApplyStep): void {
    const id = this.#ledger.nextId();
    const controller = new AbortController();
    const options = abortAfter === undefined ? {} : { signal: controller.signal };
    const journal = this.#journal;
    const isDeadly = kind === 'exit' || kind === 'die' || kind === 'exitWhileCloned';
    if (isDeadly) this.#deaths += 1;
    let result: AsyncResult<unknown>;
    if (kind === 'sleep') result = this.#pool.applyAsync(work.sleep, [journal, id, 5], options);
    else if (kind === 'die')
      result = this.#pool.applyAsync(work.die, [journal, id, this.#setup.kind === 'processes'], options);
    else result = this.#pool.applyAsync(work[kind] as typeof work.echo, [journal, id], options);
    this.#follow(id, kind, result, (outcome) => {
      if (isNamed(outcome, 'CancelledError') && abortAfter !== undefined) return undefined;
      if (isDeadly) return 'it cannot end by itself';
      if (kind === 'fail') return isNamed(outcome, 'RangeError') ? undefined : 'expected RangeError';
      if (kind === 'giveBackFunction')
        return isNamed(outcome, 'MaybeEncodingError') ? undefined : 'expected MaybeEncodingError';
      return 'value' in outcome && outcome.value === id ? undefined : `expected ${id}`;
    });
    if (abortAfter !== undefined) this.#stage.later(abortAfter, () => controller.abort(`abort ${id}`));
  }

  map(step: MapStep): void {
    const ids = this.#nextIds(step.count);
    const { chunksize } = step;
    const { id, result, wanted } =
      step.do === 'map'
        ? {
            id: this.#ledger.nextId(),
            result: this.#pool.mapAsync(
              work.echoMost,
              ids.map((one): Item => [this.#journal, one]),
              { chunksize },
            ),
            wanted: ids.some((one) => one % 7 === 3) ? 'RangeError' : ids,
          }
        : {
            id: this.#ledger.nextId(),
            result: this.#pool.starmapAsync(
              work.echo,
              ids.map((one): [string, number] => [this.#journal, one]),
              { chunksize },
            ),
            wanted: ids,
          };
    this.#follow(id, step.do, result, (outcome) => {
      if (wanted === 'RangeError') return isNamed(outcome, 'RangeError') ? undefined : 'expected RangeError';
      return 'value' in outcome && String(outcome.value) === String(wanted) ? undefined : `expected ${String(wanted)}`;
    });
  }

  iterate(step: IMapStep): void {
    this.#loops.push(this.#iterate(step));
  }

  kill(which: number): void {
    const pids = childProcesses();
    const pid = pids[which % pids.length];
    if (this.#setup.kind !== 'processes' || pid === undefined) return;
    this.#deaths += 1;
    process.kill(pid, 'SIGKILL');
  }

  async drain(): Promise<void> {
    const loopsEnd = await this.#stage.settles(Promise.all(this.#loops), PATIENCE, this.#progress);
    this.#stage.expect(loopsEnd, 'every task settles exactly once', 'an imap() did not end');
    await this.#ledger.drain(PATIENCE, this.#progress);
  }

  async end(): Promise<void> {
    this.#isEnding = this.#setup.end !== 'close';
    const ended = await this.#stage.settles(this.#close(), PATIENCE, this.#progress);
    this.#stage.expect(
      ended,
      'every task settles exactly once',
      `${this.#setup.end} did not end: ${this.#pool.toString()}`,
    );
    try {
      void this.#pool.applyAsync(work.echo, [this.#journal, -1]);
      this.#stage.violate('every outcome is the right one', 'a pool that had ended took a call');
    } catch (error) {
      this.#stage.expect(
        error instanceof InvalidStateError,
        'every outcome is the right one',
        `a call to an ended pool: ${String(error)}`,
      );
    }
    await this.drain();
    this.#ledger.check(readJournal(this.#journal), (record, outcome) => this.#judge(record, outcome));
  }

  readonly #progress = (): unknown => lengthOf(this.#journal);

  #judge({ id }: TaskRecord, outcome: Outcome): string | undefined {
    if (isNamed(outcome, 'WorkerLostError') && this.#deaths > 0) return undefined;
    if (isNamed(outcome, 'PoolTerminatedError') && this.#isEnding) return undefined;
    const wrong = this.#judges.get(id)?.(outcome);
    return wrong === undefined
      ? undefined
      : `${wrong}, got ${'error' in outcome ? String(outcome.error) : JSON.stringify(outcome.value)}`;
  }

  #follow(id: number, label: string, result: AsyncResult<unknown>, judge: Judge): void {
    this.#ledger.track(id, label, result.future);
    this.#judges.set(id, judge);
  }

  async #iterate(step: IMapStep): Promise<void> {
    const { do: method, count, chunksize, leaveAfter = Infinity } = step;
    const ids = this.#nextIds(count);
    const results = this.#pool[method](
      work.echoMost,
      ids.map((id): Item => [this.#journal, id]),
      { chunksize },
    );
    const seen: string[] = [];
    while (seen.length < leaveAfter) {
      try {
        const { done, value } = await results.next();
        if (done === true) break;
        seen.push(String(value));
      } catch (error) {
        const { name, message } = error as Error;
        if (name === 'PoolTerminatedError' && this.#isEnding) return;
        if (name === 'WorkerLostError' && this.#deaths > 0) seen.push('lost');
        else if (name === 'RangeError') seen.push(message);
        else {
          this.#stage.violate('every outcome is the right one', `${method}() threw ${String(error)}`);
          return;
        }
      }
    }
    await results.return();
    this.#compare(
      step,
      seen,
      ids.map((id) => (id % 7 === 3 ? `failure ${id}` : String(id))),
    );
  }

  /** In order each result is in its place, out of order each comes once. A chunk that is lost throws once for all of it. */
  #compare(
    { do: method, chunksize, leaveAfter = Infinity }: IMapStep,
    seen: readonly string[],
    all: readonly string[],
  ): void {
    let place = 0;
    let isRight = true;
    for (const one of seen) {
      if (one === 'lost') place = Math.min(all.length, (Math.floor(place / chunksize) + 1) * chunksize);
      else
        isRight &&=
          method === 'imap' ? one === all[place++] : seen.indexOf(one) === seen.lastIndexOf(one) && all.includes(one);
    }
    const isComplete =
      seen.length >= leaveAfter || (method === 'imap' ? place : seen.length) === all.length || seen.includes('lost');
    const text = (): string => `${method}() gave ${seen.join(' ')} for ${all.join(' ')}`;
    this.#stage.expect(isComplete && isRight, 'no item is lost or doubled', text);
  }

  #nextIds(count: number): readonly number[] {
    return Array.from({ length: count }, () => this.#ledger.nextId());
  }

  async #close(): Promise<void> {
    const pool = this.#pool;
    if (this.#setup.end === 'terminate') await pool.terminate();
    else if (this.#setup.end === 'dispose') return pool[Symbol.asyncDispose]();
    // An input that nobody reads on would keep the pool from ending.
    else {
      await this.drain();
      pool.close();
    }
    await pool.join();
  }
}

function isNamed(outcome: Outcome, name: string): boolean {
  return 'error' in outcome && outcome.error instanceof Error && outcome.error.name === name;
}
