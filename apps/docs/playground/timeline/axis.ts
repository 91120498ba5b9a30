import type { TraceEvent } from '../trace.ts';

/** How wide an event is drawn. What changes a state is worth a look of its own. */
const WIDTH: Readonly<Record<TraceEvent['kind'], number>> = {
  task: 4,
  renamed: 0,
  state: 14,
  cancel: 10,
  end: 14,
  resource: 0,
  level: 4,
  print: 4,
};
const SHORTEST = 28;
const LONGEST = 150;
const MARGIN = 12;

/** A moment of virtual time that is worth a mark. */
export interface Mark {
  readonly x: number;
  readonly time: number;
}

/**
 * Where events stand from left to right.
 *
 * @remarks
 * All that happens in one moment of virtual time is drawn side by side, in order. The time between two moments is drawn
 * to scale, as far as it can still be seen and does not fill the screen.
 */
export class Axis {
  /** Where each event begins. */
  readonly positions: readonly number[];
  readonly marks: readonly Mark[];
  readonly width: number;
  readonly #events: readonly TraceEvent[];

  constructor(events: readonly TraceEvent[]) {
    const longest = events.reduce((most, event, at) => Math.max(most, event.time - (events[at - 1]?.time ?? 0)), 0);
    const positions: number[] = [];
    const marks: Mark[] = [];
    let x = MARGIN;
    for (const [at, event] of events.entries()) {
      const passed = event.time - (events[at - 1]?.time ?? 0);
      if (passed > 0) x += SHORTEST + (LONGEST - SHORTEST) * (passed / longest);
      if (passed > 0 || at === 0) marks.push({ x, time: event.time });
      positions.push(x);
      x += WIDTH[event.kind];
    }
    this.#events = events;
    this.positions = positions;
    this.marks = marks;
    this.width = x + MARGIN;
  }

  /** Where an event begins; the right end for what has not ended. */
  at(event: number): number {
    return this.positions[event] ?? this.width - MARGIN;
  }

  /** How many events have happened at a place. */
  countAt(x: number): number {
    let low = 0;
    let high = this.positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.positions[middle] as number) <= x) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The virtual time at a place, in milliseconds. */
  timeAt(x: number): number {
    const count = this.countAt(x);
    const before = this.#events[count - 1];
    const next = this.#events[count];
    if (before === undefined) return 0;
    if (next === undefined || next.time === before.time) return before.time;
    const from = this.at(count - 1) + WIDTH[before.kind];
    const share = Math.min(1, Math.max(0, (x - from) / (this.at(count) - from)));
    return before.time + share * (next.time - before.time);
  }
}
