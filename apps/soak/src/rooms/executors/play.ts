import { join } from 'node:path';
import { ProcessPoolExecutor, taskModule, ThreadPoolExecutor, type WorkerExecutor } from '@x/executor';
import { lengthOf, readJournal } from '../../journal.ts';
import { childProcesses } from '../../remains.ts';
import type { Stage } from '../../stage.ts';
import { TaskLedger } from '../../task-ledger.ts';
import { isRefusal, judge, mayBeBroken, mayBeLost, type Circumstances } from './judge.ts';
import type { ExecutorPlan, MapStep, Setup, Submit } from './plan.ts';

const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));

// Nothing takes longer than this, in milliseconds, not even the start of a process on a busy machine.
const PATIENCE = 60_000;

/** Makes the executor of a plan; tests plant defects here. */
export type MakeExecutor = (setup: Setup) => WorkerExecutor;

function makeExecutor(setup: Setup): WorkerExecutor {
  const { kind, workers, onWorkerLost, maxTasksPerChild, minWorkers, idleTimeout, hasSmallHeap } = setup;
  const resourceLimits = hasSmallHeap ? { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 4 } : undefined;
  const options = { maxWorkers: workers, minWorkers, onWorkerLost, maxTasksPerChild, idleTimeout, resourceLimits };
  return kind === 'threads' ? new ThreadPoolExecutor(options) : new ProcessPoolExecutor(options);
}

/** Plays a program on an executor, and checks that each task ended once, as it should, and ran once at most. */
export async function playExecutor(
  { setup, steps }: ExecutorPlan,
  stage: Stage,
  make: MakeExecutor = makeExecutor,
): Promise<void> {
  const player = new Player(stage, setup, make(setup));
  for (const step of steps) {
    switch (step.do) {
      case 'submit':
        player.submit(step);
        break;
      case 'map':
        player.map(step);
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

class Player {
  readonly #stage: Stage;
  readonly #setup: Setup;
  readonly #executor: WorkerExecutor;
  readonly #ledger: TaskLedger;
  readonly #journal: string;
  readonly #submits = new Map<number, Submit>();
  readonly #maps: Promise<void>[] = [];
  readonly #circumstances: Circumstances;
  #hasEnded = false;

  constructor(stage: Stage, setup: Setup, executor: WorkerExecutor) {
    this.#stage = stage;
    this.#setup = setup;
    this.#executor = executor;
    this.#ledger = new TaskLedger(stage);
    this.#journal = join(stage.folder, 'journal');
    this.#circumstances = { setup, deaths: 0, kills: 0, limited: 0, lost: 0, isEnding: false };
  }

  submit(step: Submit): void {
    // Memory that nobody limits is the machine's.
    if (step.work.kind === 'eatMemory' && !this.#setup.hasSmallHeap) return;
    for (let copy = 0; copy < step.copies; copy++) {
      const id = this.#ledger.nextId();
      const controller = step.abortAfter === undefined ? undefined : new AbortController();
      const { force, timeout, priority } = step;
      const options = { force, timeout, priority, ...(controller && { signal: controller.signal }) };
      try {
        const record = this.#ledger.track(id, step.work.kind, this.#send(options, step.work, id));
        this.#submits.set(id, step);
        if (isDeadly(step)) this.#circumstances.deaths += 1;
        if (timeout !== undefined || force === true) this.#circumstances.limited += 1;
        if (step.cancelAfter === 0) this.#ledger.cancel(record);
        else if (step.cancelAfter !== undefined) this.#stage.later(step.cancelAfter, () => this.#ledger.cancel(record));
      } catch (error) {
        this.#expectRefusal(step, error);
      }
      if (controller) this.#stage.later(step.abortAfter ?? 0, () => controller.abort(`abort ${id}`));
    }
  }

  map(step: MapStep): void {
    this.#maps.push(this.#follow(step));
  }

  kill(which: number): void {
    const pids = childProcesses();
    const pid = pids[which % pids.length];
    if (this.#setup.kind !== 'processes' || pid === undefined) return;
    this.#circumstances.deaths += 1;
    this.#circumstances.kills += 1;
    process.kill(pid, 'SIGKILL');
  }

  async drain(): Promise<void> {
    const maps = Promise.all(this.#maps);
    const mapsEnd = await this.#stage.settles(maps, PATIENCE, this.#progress);
    const state = (): string => `a map() did not end: ${JSON.stringify(this.#executor.stats)}`;
    this.#stage.expect(mapsEnd, 'every task settles exactly once', state);
    await this.#ledger.drain(PATIENCE, this.#progress);
  }

  async end(): Promise<void> {
    const { end } = this.#setup;
    this.#hasEnded = true;
    this.#circumstances.isEnding = end === 'cancel' || end === 'terminate' || end === 'kill';
    const ended = await this.#stage.settles(this.#close(), PATIENCE, this.#progress);
    this.#stage.expect(
      ended,
      'every task settles exactly once',
      `${end} did not end: ${JSON.stringify(this.#executor.stats)}`,
    );
    try {
      await this.#executor.submit(work.echo, this.#journal, -1);
      this.#stage.violate('every outcome is the right one', 'submit() after the end was accepted');
    } catch (error) {
      if (!isRefusal(error))
        this.#stage.violate('every outcome is the right one', `submit() after the end: ${String(error)}`);
    }
    await this.drain();
    this.#ledger.check(readJournal(this.#journal), (record, outcome) =>
      judge(record, outcome, this.#submits.get(record.id) as Submit, this.#circumstances),
    );
    const { deaths, limited, lost } = this.#circumstances;
    // A getter that exits while results are sent takes those with it that travel along; so do, where a lost worker breaks
    // the executor, those that are with one that it ends itself.
    const isExact =
      ![...this.#submits.values()].some(({ work: { kind } }) => kind === 'exitWhileCloned') &&
      this.#setup.onWorkerLost === 'replace';
    this.#stage.expect(
      lost <= deaths + limited || !isExact,
      'every outcome is the right one',
      `${lost} tasks were lost with ${deaths} workers`,
    );
  }

  // Whether it goes on, however slowly: recycling alone may start a process for each of hundreds of tasks.
  readonly #progress = (): unknown => `${lengthOf(this.#journal)} ${this.#executor.stats.completed}`;

  #send(options: object, { kind, ...rest }: Submit['work'], id: number): ReturnType<WorkerExecutor['submit']> {
    const amount = 'amount' in rest ? rest.amount : 0;
    const journal = this.#journal;
    const executor = this.#executor;
    switch (kind) {
      case 'sleep':
      case 'spin':
      case 'reportSteps':
        return executor.submitWith(options, work[kind] as typeof work.sleep, journal, id, amount);
      case 'takeBytes': {
        const bytes = new Uint8Array(amount).fill(6);
        const transfer = 'isMoved' in rest && rest.isMoved ? [bytes.buffer] : [];
        return executor.submitWith({ ...options, transfer }, work.takeBytes, journal, id, bytes);
      }
      case 'badArgument':
        return executor.submitWith(options, work.sleep, journal, id, (() => id) as unknown as number);
      case 'deepBadArgument':
        return executor.submitWith(options, work.sleep, journal, id, { deep: [{ fn: () => id }] } as unknown as number);
      case 'die':
        return executor.submitWith(options, work.die, journal, id, this.#setup.kind === 'processes');
      case 'echo':
      case 'fail':
      case 'failMeanwhile':
      case 'giveBackFunction':
      case 'listen':
      case 'loopForEver':
      case 'neverAnswer':
      case 'exit':
      case 'exitWhileCloned':
      case 'eatMemory':
        return executor.submitWith(options, work[kind] as typeof work.echo, journal, id);
    }
  }

  #expectRefusal(step: Submit, error: unknown): void {
    const isBadArgument = step.work.kind === 'badArgument' || step.work.kind === 'deepBadArgument';
    const isRight = isBadArgument
      ? error instanceof TypeError || isRefusal(error)
      : isRefusal(error) && mayBeBroken(this.#circumstances);
    if (!isRight)
      this.#stage.violate('every outcome is the right one', `submit(${step.work.kind}) threw ${String(error)}`);
  }

  async #follow({ count, chunksize, buffersize, leaveAfter }: MapStep): Promise<void> {
    const ids = Array.from({ length: count }, () => this.#ledger.nextId());
    const taken: number[] = [];
    try {
      const results = this.#executor.mapWith(
        { chunksize, buffersize },
        work.echo,
        ids.map(() => this.#journal),
        ids,
      );
      if (leaveAfter !== 0) {
        for await (const result of results) if (taken.push(result) === leaveAfter) break;
      } else await results.return?.();
    } catch (error) {
      const { isEnding } = this.#circumstances;
      const isExcused =
        (nameOf(error) === 'WorkerLostError' && mayBeLost(this.#circumstances)) ||
        (/^Broken/.test(nameOf(error)) && mayBeBroken(this.#circumstances)) ||
        (isEnding && /^(Cancelled|Broken)/.test(nameOf(error))) ||
        // What was not read ahead comes too late.
        (buffersize !== undefined && this.#hasEnded && isRefusal(error));
      if (nameOf(error) === 'WorkerLostError') this.#circumstances.lost += 1;
      if (!isExcused) this.#stage.violate('every outcome is the right one', `map() threw ${String(error)}`);
      return;
    }
    const wanted = ids.slice(0, leaveAfter ?? count);
    this.#stage.expect(
      String(taken) === String(wanted),
      'no item is lost or doubled',
      () => `map() gave ${String(taken)} for ${String(wanted)}`,
    );
  }

  #close(): Promise<unknown> {
    const executor = this.#executor;
    switch (this.#setup.end) {
      case 'shutdown':
        return executor.shutdown();
      case 'cancel':
        return executor.shutdown({ cancelFutures: true });
      case 'terminate':
        return executor.terminateWorkers();
      case 'kill':
        return executor.killWorkers();
      case 'dispose':
        return executor[Symbol.asyncDispose]();
      case 'forget':
        return executor.shutdown({ wait: false });
    }
  }
}

function isDeadly({ work: { kind } }: Submit): boolean {
  return kind === 'exit' || kind === 'die' || kind === 'exitWhileCloned' || kind === 'eatMemory';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}
