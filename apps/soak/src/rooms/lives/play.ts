import { join } from 'node:path';
import { InvalidStateError, RuntimeError } from '@x/future';
import { activeChildren } from '@x/pool/multiprocessing';
import { __excepthook__, enumerate, setExcepthook, Timer, type ExceptHookArgs } from '@x/pool/threading';
import { lengthOf, readJournal } from '../../journal.ts';
import type { Stage } from '../../stage.ts';
import { beginLife, type Life } from './life.ts';
import type { LifePlan, ProcessStep, Setup, ThreadStep, TimerStep } from './plan.ts';

// Nothing takes longer than this, in milliseconds, not even the start of a process on a busy machine.
const PATIENCE = 60_000;

/** Plays a program of threads, processes and timers, and checks that each lived once, and ended as it should. */
export async function playLives({ setup, steps }: LifePlan, stage: Stage, begin = beginLife): Promise<void> {
  const player = new Player(stage, setup, begin);
  setExcepthook((args) => player.onUncaught(args));
  try {
    for (const step of steps) {
      switch (step.do) {
        case 'pause':
          await stage.pause(step.time);
          break;
        case 'join':
          await player.join(step.which, step.timeout);
          break;
        case 'joinSync':
          player.joinSync(step.which, step.timeout);
          break;
        case 'thread':
        case 'process':
        case 'timer':
          player.begin(step);
          break;
      }
    }
    await player.end();
  } finally {
    setExcepthook(__excepthook__);
  }
}

class Player {
  readonly #stage: Stage;
  readonly #setup: Setup;
  readonly #begin: typeof beginLife;
  readonly #journal: string;
  readonly #lives: Life[] = [];

  constructor(stage: Stage, setup: Setup, begin: typeof beginLife) {
    this.#stage = stage;
    this.#setup = setup;
    this.#begin = begin;
    this.#journal = join(stage.folder, 'journal');
  }

  begin(step: ThreadStep | ProcessStep | TimerStep): void {
    const life = this.#begin(step, this.#journal, this.#lives.length);
    this.#lives.push(life);
    life.handle.start();
    const { end } = life;
    if (end !== undefined) this.#stage.later(end.after, () => end.act());
  }

  onUncaught({ thread, excValue }: ExceptHookArgs): void {
    const life = this.#lives.find(({ handle }) => handle === thread);
    if (life === undefined) this.#stage.violate('nothing fails unseen', `a strange thread: ${thread.toString()}`);
    else life.uncaught.push(excValue);
  }

  async join(which: number, timeout: number): Promise<void> {
    await this.#pick(which)?.handle.join({ timeout });
  }

  joinSync(which: number, timeout: number): void {
    const life = this.#pick(which);
    if (life !== undefined) blockFor(life, timeout);
  }

  async end(): Promise<void> {
    // Blocked, the thread cannot end a process that never ends by itself.
    if (this.#setup.end === 'joinSync') {
      for (const life of this.#lives) if (life.end === undefined) blockFor(life, PATIENCE);
    }
    const all = Promise.all(this.#lives.map(({ handle }) => handle.join()));
    const ended = await this.#stage.settles(all, PATIENCE, () => lengthOf(this.#journal));
    this.#stage.expect(ended, 'every task settles exactly once', () => `did not end: ${this.#lives.join(', ')}`);
    if (!ended) return;
    const runs = readJournal(this.#journal);
    for (const life of this.#lives) this.#check(life, runs.get(life.id) ?? 0);
    const left = [...enumerate().slice(1), ...activeChildren()];
    this.#stage.expect(left.length === 0, 'nothing is left behind', () => `still listed: ${left.join(', ')}`);
  }

  #pick(which: number): Life | undefined {
    return this.#lives[which % this.#lives.length];
  }

  #check(life: Life, runs: number): void {
    const expect = (holds: boolean, invariant: Parameters<Stage['expect']>[1], what: string): void =>
      this.#stage.expect(holds, invariant, () => `${life.toString()}: ${what}`);
    const { fewest, most } = life.runs;
    expect(runs >= fewest && runs <= most, 'no task runs twice, or after it was cancelled', `ran ${runs} times`);
    expect(!life.handle.isAlive(), 'every task settles exactly once', 'is alive after join()');
    expect(
      throws(() => life.handle.start()),
      'every outcome is the right one',
      'could be started again',
    );
    const wrong = life.judge();
    expect(wrong === undefined, 'every outcome is the right one', wrong ?? '');
  }
}

// A timer runs in this thread.
function blockFor({ handle }: Life, timeout: number): void {
  if (!(handle instanceof Timer)) handle.joinSync({ timeout });
}

function throws(act: () => unknown): boolean {
  try {
    act();
    return false;
  } catch (error) {
    return error instanceof RuntimeError || error instanceof InvalidStateError;
  }
}
