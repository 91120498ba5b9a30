import {
  currentTask,
  gather,
  guard,
  shield,
  sleep,
  staggeredRace,
  taskGroup,
  timeout,
  waitFor,
  type Task,
} from '@x/event-loop';
import type { Lock } from '@x/sync';
import { Barrier, BrokenBarrierError, Condition, Event, Semaphore } from '@x/sync';
import { TimeoutError } from '@x/future';
import type { Stage } from '../../stage.ts';
import type { Action, Setup } from './plan.ts';

/** The failure that a plan asks for. */
export class Wanted extends Error {}

/** Makes the lock of a plan; tests plant defects here. */
export type MakeLock = () => Lock;

/** What the tasks of a program share, and what they can do with it. */
export class World {
  readonly tasks: Task<void>[] = [];
  readonly #stage: Stage;
  readonly #setup: Setup;
  readonly #lock: Lock;
  readonly #semaphore: Semaphore;
  readonly #condition = new Condition();
  readonly #event = new Event();
  readonly #barrier: Barrier;
  #lockHolders = 0;
  #permitHolders = 0;
  #waitingBodies = 0;

  constructor(stage: Stage, setup: Setup, makeLock: MakeLock) {
    this.#stage = stage;
    this.#setup = setup;
    this.#lock = makeLock();
    this.#semaphore = new Semaphore(setup.permits);
    this.#barrier = new Barrier(setup.parties);
  }

  async perform(actions: readonly Action[]): Promise<void> {
    for (const action of actions) await this.act(action);
  }

  /** Performs one action; a limit that passes is no failure. */
  async act(action: Action): Promise<void> {
    this.#waitingBodies += 1;
    try {
      await this.#begin(action);
    } catch (error) {
      if (!(error instanceof TimeoutError || error instanceof BrokenBarrierError)) throw error;
    } finally {
      this.#waitingBodies -= 1;
    }
  }

  /** Everything has been given back when all tasks have ended. */
  async checkRest(): Promise<void> {
    const { permits } = this.#setup;
    const expect = (holds: boolean, text: string): void => this.#stage.expect(holds, 'nothing is left behind', text);
    expect(!this.#lock.locked(), `the lock is held: ${this.#lock.toString()}`);
    expect(!this.#condition.locked(), `the lock of the condition is held: ${this.#condition.toString()}`);
    expect(this.#barrier.nWaiting === 0, `somebody stands at the barrier: ${this.#barrier.toString()}`);
    expect(this.#waitingBodies === 0, `${this.#waitingBodies} actions never ended`);
    for (let permit = 0; permit < permits; permit++) {
      const isFree = !this.#semaphore.locked() && (await this.#semaphore.acquire());
      expect(isFree, `a permit is missing: ${this.#semaphore.toString()}`);
      if (!isFree) return;
    }
    expect(this.#semaphore.locked(), `there is a permit too many: ${this.#semaphore.toString()}`);
  }

  async #begin(action: Action): Promise<unknown> {
    switch (action.do) {
      case 'turn':
        return sleep(0);
      case 'sleep':
        return sleep(action.time);
      case 'lock':
        return this.#holdLock(action.time, action.timeout);
      case 'semaphore':
        return this.#holdPermit(action.time, action.timeout);
      case 'condition':
        return this.#condition.with(() => this.#condition.wait({ timeout: action.timeout }), { timeout: action.time });
      case 'event':
        return this.#event.wait({ timeout: action.timeout });
      case 'barrier':
        return this.#atBarrier(action.timeout);
      case 'set': {
        this.#event.set();
        return;
      }
      case 'clear': {
        this.#event.clear();
        return;
      }
      case 'notify':
        return this.#condition.with(() => this.#condition.notify(), { timeout: 5 });
      case 'fail':
        throw new Wanted();
      case 'cancel': {
        this.#cancelOther(action.which);
        return;
      }
      case 'shield':
        return shield(sleep(action.time));
      case 'guard':
        return guard(Promise.resolve(action.time));
      case 'timeout':
        return timeout(action.limit, () => this.perform(action.actions));
      case 'waitFor':
        return waitFor(() => this.perform(action.actions), action.limit);
      case 'gather':
        return gather(
          action.bodies.map((body) => () => this.perform(body)),
          { returnExceptions: true },
        );
      case 'group':
        return taskGroup((group) => {
          for (const body of action.bodies) void group.createTask(() => this.perform(body));
          return Promise.resolve();
        });
      case 'race':
        return staggeredRace(
          action.bodies.map((body) => () => this.perform(body)),
          1,
        );
    }
  }

  async #holdLock(time: number, limit: number): Promise<void> {
    await this.#lock.acquire({ timeout: limit });
    try {
      this.#lockHolders += 1;
      this.#expect(this.#lockHolders === 1, `${this.#lockHolders} hold the lock`);
      await sleep(time);
    } finally {
      this.#lockHolders -= 1;
      this.#lock.release();
    }
  }

  async #holdPermit(time: number, limit: number): Promise<void> {
    await this.#semaphore.acquire({ timeout: limit });
    try {
      this.#permitHolders += 1;
      this.#expect(this.#permitHolders <= this.#setup.permits, `${this.#permitHolders} hold a permit`);
      await sleep(time);
    } finally {
      this.#permitHolders -= 1;
      this.#semaphore.release();
    }
  }

  /** A wait that is given up breaks the barrier; the next one mends it. */
  async #atBarrier(limit: number): Promise<void> {
    if (this.#barrier.broken) await this.#barrier.reset();
    await this.#barrier.wait({ timeout: limit });
  }

  #cancelOther(which: number): void {
    const other = this.tasks[which % this.tasks.length];
    if (other !== undefined && other !== currentTask()) other.cancel();
  }

  #expect(holds: boolean, text: string): void {
    this.#stage.expect(holds, 'every outcome is the right one', text);
  }
}
