import { checkLimits, createMemory } from '../../src/shared/layout.ts';
import type { Step } from '../../src/shared/hand.ts';
import { EMPTY, SHUT_DOWN, Store } from '../../src/shared/store.ts';
import { KIND, type Content } from '../../src/shared/packet.ts';

/** What a simulated thread does next, and what happens to it at each of the steps of that. */
export interface Act {
  readonly thread: number;
  readonly call: 'add' | 'take' | 'shut down' | 'shut down at once' | 'report deaths';
  /** Length of the item to add, in bytes; a number instead of bytes when it is 0. */
  readonly length: number;
  /** At its n-th step: it dies, or others act before it goes on. */
  readonly atStep: readonly (readonly Act[] | 'dies')[];
}

export const THREADS = 4;

class Death extends Error {}

/**
 * Several threads at work on one queue, played by one thread: whatever a schedule says happens between the steps of a
 * call. Beside the queue stands a plain array, changed at the very step at which an item enters or leaves.
 */
export class Simulation {
  readonly memory: SharedArrayBuffer;
  readonly maxsize: number;
  /** What must be in the queue, first to last. */
  readonly expected: number[] = [];
  /** Items that threads took, and kept or died with. */
  readonly gone: Set<number> = new Set();
  readonly added: Set<number> = new Set();
  /** Where the queue did not do what the array says. */
  readonly faults: string[] = [];

  readonly #stores: Store[];
  readonly #busy = new Set<number>();
  readonly #dead = new Set<number>();
  #items = 0;
  #isShutDown = false;
  #isDropped = false;
  /** Somebody was told that there will be no more items. */
  #isOver = false;

  constructor(maxsize: number, capacityBytes: number) {
    this.maxsize = maxsize;
    this.memory = createMemory(checkLimits(maxsize, capacityBytes));
    this.#stores = Array.from({ length: THREADS }, (_, thread) => new Store(this.memory, thread));
  }

  play(acts: readonly Act[]): void {
    for (const act of acts) this.#play(act);
  }

  /** Reports all deaths, and takes what is left. */
  finish(): number[] {
    this.#reportDeaths();
    const store = new Store(this.memory, THREADS);
    const rest: number[] = [];
    for (;;) {
      const content = store.take();
      if (content === EMPTY || content === SHUT_DOWN) return rest;
      rest.push(itemOf(content));
    }
  }

  #play(act: Act): void {
    const { thread } = act;
    const store = this.#stores[thread];
    if (store === undefined || this.#busy.has(thread) || this.#dead.has(thread)) return;
    this.#busy.add(thread);
    try {
      if (act.call === 'add') this.#add(store, act);
      else if (act.call === 'take') this.#take(store, act);
      else if (act.call === 'report deaths') this.#reportDeaths();
      else this.#shutDown(store, act);
    } catch (error) {
      if (!(error instanceof Death)) throw error;
      this.#dead.add(thread);
    }
    this.#busy.delete(thread);
  }

  #add(store: Store, act: Act): void {
    const item = ++this.#items;
    const wasFull = this.expected.length === this.maxsize;
    store.onStep = this.#steps(act, (step) => {
      if (step !== 'exchanged') return;
      if (this.#isOver && !this.#isDropped) this.faults.push(`${item} came after the end`);
      this.expected.push(item);
      this.added.add(item);
    });
    const outcome = store.add(contentOf(item, act.length));
    if (outcome === 'added' && !this.added.has(item)) this.faults.push(`${item} was added without being published`);
    if (act.atStep.length > 0) return;
    if (wasFull && outcome === 'added') this.faults.push(`${item} was added to a full queue`);
    if (!wasFull && outcome === 'full' && act.length === 0) this.faults.push(`no room for ${item} where there is`);
    if (this.#isShutDown && outcome !== 'shut down') this.faults.push(`${item} was ${outcome} after the end`);
  }

  #take(store: Store, act: Act): void {
    const before = this.expected.length;
    let expected: number | undefined;
    store.onStep = this.#steps(act, (step) => {
      if (step !== 'exchanged') return;
      expected = this.expected.shift();
      if (expected !== undefined) this.gone.add(expected);
    });
    const content = store.take();
    if (content === EMPTY || content === SHUT_DOWN) {
      this.#isOver ||= content === SHUT_DOWN;
      if (act.atStep.length === 0 && before > 0 && !this.#isDropped)
        this.faults.push(`${String(content)} with ${before} items`);
      return;
    }
    const item = itemOf(content);
    if (item !== expected) this.faults.push(`took ${item} in place of ${String(expected)}`);
  }

  #shutDown(store: Store, act: Act): void {
    store.onStep = this.#steps(act, (step) => {
      if (step === 'exchanged') this.gone.add(this.expected.shift() ?? 0);
    });
    this.#isShutDown = true;
    this.#isDropped ||= act.call === 'shut down at once';
    store.shutDown(act.call === 'shut down at once');
  }

  #reportDeaths(): void {
    const reporter = new Store(this.memory, THREADS + 1);
    for (const thread of this.#dead) reporter.recover(thread);
    for (const thread of this.#dead) this.#stores[thread] = new Store(this.memory, thread);
    this.#dead.clear();
  }

  /** Follows the schedule at the steps of one call; `onStep` comes first. */
  #steps(act: Act, onStep: (step: Step) => void): (step: Step) => void {
    let count = 0;
    return (step) => {
      onStep(step);
      const fate = act.atStep[count++];
      if (fate === 'dies') throw new Death();
      if (fate !== undefined) this.play(fate);
    };
  }
}

/** Bytes that tell which item they are, and whether they are all there. */
function contentOf(item: number, length: number): Content {
  if (length === 0) return item;
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at++) bytes[at] = (item >> (8 * (at % 4))) + at;
  return { kind: KIND.bytes, bytes };
}

/** The number of an item; -1 of one that is damaged. */
function itemOf(content: Content): number {
  if (typeof content === 'number') return content;
  if (typeof content === 'string') return -1;
  const { bytes } = content;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const item = a | (((b - 1) & 0xff) << 8) | (((c - 2) & 0xff) << 16) | (((d - 3) & 0xff) << 24);
  const whole = contentOf(item, bytes.length) as { bytes: Uint8Array };
  return Buffer.compare(bytes, whole.bytes) === 0 ? item : -1;
}
