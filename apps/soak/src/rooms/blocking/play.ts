import { join } from 'node:path';
import { Pool, taskModule, ThreadPool, type AsyncResult, type WorkerPool } from '@x/pool';
import { lengthOf, readJournal } from '../../journal.ts';
import type { Stage } from '../../stage.ts';
import { TaskLedger, type Outcome, type TaskRecord } from '../../task-ledger.ts';
import type { BlockingPlan, Kind, Setup, Step } from './plan.ts';
import type { Item } from '../pools/work.ts';

const work = taskModule<typeof import('../pools/work.ts')>(new URL('../pools/work.ts', import.meta.url));

// Nothing takes longer than this, in milliseconds, not even the start of many processes on a busy machine.
const PATIENCE = 120_000;

/** Makes the pool of a plan; tests plant defects here. */
export type MakePool = (setup: Setup) => WorkerPool;

function makePool({ kind, processes, maxtasksperchild }: Setup): WorkerPool {
  return kind === 'threads' ? new ThreadPool(processes) : new Pool(processes, { maxtasksperchild });
}

/**
 * Plays a program that blocks its thread for each of its steps, while workers die and are replaced. A lost worker costs
 * its task, and no other one.
 */
export async function playBlocking(
  { setup, steps }: BlockingPlan,
  stage: Stage,
  make: MakePool = makePool,
): Promise<void> {
  const player = new Player(stage, make(setup));
  player.open();
  for (const step of steps) player.play(step);
  await player.end(setup);
}

class Player {
  readonly #stage: Stage;
  readonly #pool: WorkerPool;
  readonly #ledger: TaskLedger;
  readonly #journal: string;
  readonly #kinds = new Map<number, Kind>();
  #isTerminated = false;

  constructor(stage: Stage, pool: WorkerPool) {
    this.#stage = stage;
    this.#pool = pool;
    this.#ledger = new TaskLedger(stage);
    this.#journal = join(stage.folder, 'journal');
  }

  /** Blocks for the first time: from here on its workers can be heard, also those that work for later. */
  open(): void {
    const id = this.#ledger.nextId();
    const outcome = outcomeOf(() => this.#pool.applySync(work.echo, [this.#journal, id]));
    const isRight = 'value' in outcome && outcome.value === id;
    this.#stage.expect(isRight, 'every outcome is the right one', () => `applySync() gave ${show(outcome)}`);
  }

  play(step: Step): void {
    switch (step.do) {
      case 'submit':
      case 'apply':
        for (let copy = 0; copy < step.copies; copy++) this.#apply(step.do, step.kind);
        break;
      case 'map':
      case 'starmap':
        this.#map(step.do, step.count, step.chunksize);
        break;
      case 'imap':
      case 'imapUnordered':
        this.#iterate(step.do, step.count, step.chunksize);
        break;
    }
  }

  async end({ end }: Setup): Promise<void> {
    if (end === 'close') {
      this.#pool.close();
      this.#pool.joinSync({ timeout: PATIENCE });
      const open = this.#ledger.records.filter(({ future }) => !future.done());
      this.#stage.expect(
        open.length === 0,
        'every task settles exactly once',
        () => `open after joinSync(): ${open.map(({ label }) => label).join(', ')}`,
      );
    } else {
      this.#isTerminated = true;
      this.#pool.terminateSync();
    }
    const ended = await this.#stage.settles(this.#pool.join(), PATIENCE, () => lengthOf(this.#journal));
    this.#stage.expect(ended, 'every task settles exactly once', `${end} did not end: ${this.#pool.toString()}`);
    await this.#ledger.drain(PATIENCE);
    this.#ledger.check(readJournal(this.#journal), (record, outcome) => this.#judge(record, outcome));
  }

  #apply(how: 'submit' | 'apply', kind: Kind): void {
    const id = this.#ledger.nextId();
    const result = this.#send(kind, id);
    this.#kinds.set(id, kind);
    const record = this.#ledger.track(id, kind, result.future);
    if (how === 'submit') return;
    result.waitSync({ timeout: PATIENCE });
    this.#stage.expect(
      record.future.done(),
      'every task settles exactly once',
      `task ${id} (${kind}) did not end while the thread was blocked`,
    );
  }

  #send(kind: Kind, id: number): AsyncResult<unknown> {
    if (kind === 'sleep') return this.#pool.applyAsync(work.sleep, [this.#journal, id, 5]);
    if (kind === 'die') return this.#pool.applyAsync(work.die, [this.#journal, id, this.#pool instanceof Pool]);
    return this.#pool.applyAsync(work[kind] as typeof work.echo, [this.#journal, id]);
  }

  #map(how: 'map' | 'starmap', count: number, chunksize: number | undefined): void {
    const ids = this.#nextIds(count);
    const rows = ids.map((id): [string, number] => [this.#journal, id]);
    const isFailing = how === 'map' && ids.some((id) => id % 7 === 3);
    const outcome = outcomeOf(() =>
      how === 'map'
        ? this.#pool.mapSync(work.echoMost, rows as readonly Item[], { chunksize })
        : this.#pool.starmapSync(work.echo, rows, { chunksize }),
    );
    const isRight = isFailing
      ? 'error' in outcome && outcome.error instanceof RangeError
      : 'value' in outcome && String(outcome.value) === String(ids);
    this.#stage.expect(isRight, 'every outcome is the right one', () => `${how}Sync() gave ${show(outcome)}`);
  }

  #iterate(how: 'imap' | 'imapUnordered', count: number, chunksize: number): void {
    const ids = this.#nextIds(count);
    const rows = ids.map((id): Item => [this.#journal, id]);
    const results = this.#pool[`${how}Sync`](work.echoMost, rows, { chunksize });
    const seen: string[] = [];
    for (;;) {
      const outcome = outcomeOf(() => results.nextSync({ timeout: PATIENCE }));
      if ('value' in outcome) {
        const { done, value } = outcome.value as IteratorResult<number, undefined>;
        if (done === true) break;
        seen.push(String(value));
      } else if (outcome.error instanceof RangeError) {
        seen.push(outcome.error.message);
      } else {
        this.#stage.violate('every outcome is the right one', `${how}Sync() threw ${show(outcome)}`);
        return;
      }
    }
    const wanted = ids.map((id) => (id % 7 === 3 ? `failure ${id}` : String(id)));
    if (how === 'imapUnordered') for (const list of [seen, wanted]) list.sort();
    const text = (): string => `${how}Sync() gave ${seen.join(' ')} for ${wanted.join(' ')}`;
    this.#stage.expect(String(seen) === String(wanted), 'no item is lost or doubled', text);
  }

  #judge({ id }: TaskRecord, outcome: Outcome): string | undefined {
    if (this.#isTerminated && nameOf(outcome) === 'PoolTerminatedError') return undefined;
    const wanted = wantedOf(this.#kinds.get(id) ?? 'echo');
    const isRight = wanted === undefined ? 'value' in outcome && outcome.value === id : nameOf(outcome) === wanted;
    return isRight ? undefined : `expected ${wanted ?? id}, got ${show(outcome)}`;
  }

  #nextIds(count: number): readonly number[] {
    return Array.from({ length: count }, () => this.#ledger.nextId());
  }
}

/** The name of the error that a task ends with; `undefined` when it gives its number. */
function wantedOf(kind: Kind): string | undefined {
  switch (kind) {
    case 'echo':
    case 'sleep':
      return undefined;
    case 'fail':
      return 'RangeError';
    case 'giveBackFunction':
      return 'MaybeEncodingError';
    case 'exit':
    case 'die':
      return 'WorkerLostError';
  }
}

function outcomeOf(act: () => unknown): Outcome {
  try {
    return { value: act() };
  } catch (error) {
    return { error };
  }
}

function nameOf(outcome: Outcome): string | undefined {
  return 'error' in outcome && outcome.error instanceof Error ? outcome.error.name : undefined;
}

function show(outcome: Outcome): string {
  return 'error' in outcome ? String(outcome.error) : JSON.stringify(outcome.value);
}
