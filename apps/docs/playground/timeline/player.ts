import type { Axis } from './axis.ts';

/** How far the time line moves in a second, at the ordinary speed. */
const PACE = 160;

/** Where the reader is looking, and whether that moves. */
export class Player {
  readonly #onMove: () => void;
  #axis: Axis;
  #x = 0;
  #frame: number | undefined;
  #last = 0;
  speed = 1;

  constructor(axis: Axis, onMove: () => void) {
    this.#axis = axis;
    this.#onMove = onMove;
  }

  get x(): number {
    return this.#x;
  }

  /** How many events have happened. */
  get count(): number {
    return this.#axis.countAt(this.#x);
  }

  get time(): number {
    return this.#axis.timeAt(this.#x);
  }

  get isPlaying(): boolean {
    return this.#frame !== undefined;
  }

  /** More has happened: the place stays. */
  extend(axis: Axis): void {
    const { count } = this;
    this.#axis = axis;
    this.moveTo(count === 0 ? 0 : axis.at(count - 1));
  }

  moveTo(x: number): void {
    this.#x = Math.max(0, Math.min(x, this.#axis.width));
    this.#onMove();
  }

  /** Goes to where so many events have happened. */
  moveToCount(count: number): void {
    // The place of no event is the right end, from where the last one is seen whole.
    if (count >= this.#axis.positions.length) this.moveTo(this.#axis.width);
    else this.moveTo(count <= 0 ? 0 : this.#axis.at(count - 1));
  }

  /** Goes to the next event that is seen, or the one before. */
  step(direction: 1 | -1): void {
    this.pause();
    const { count } = this;
    const { positions } = this.#axis;
    if (direction === 1) this.moveToCount(count + 1);
    else this.moveTo(positions.findLast((x) => x < (positions[count - 1] ?? 0)) ?? 0);
  }

  play(): void {
    if (this.isPlaying) return;
    if (this.#x >= this.#axis.width) this.#x = 0;
    this.#last = performance.now();
    this.#frame = requestAnimationFrame(this.#advance);
    this.#onMove();
  }

  pause(): void {
    if (this.#frame === undefined) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
    this.#onMove();
  }

  readonly #advance = (now: number): void => {
    const x = this.#x + ((now - this.#last) / 1000) * PACE * this.speed;
    this.#last = now;
    this.#frame = x < this.#axis.width ? requestAnimationFrame(this.#advance) : undefined;
    this.moveTo(x);
  };
}
