/** Milliseconds since the survey began, by a clock that its processes share. */
export class SurveyClock {
  readonly #origin = sharedNow();

  now(): number {
    return this.since(sharedNow());
  }

  /** The time of something that another process has timed by {@link sharedNow}. */
  since(time: number): number {
    // Finer is noise, and fills the file.
    return Math.round((time - this.#origin) * 100) / 100;
  }
}

/** Milliseconds since 1970, finer than `Date.now()`. */
export function sharedNow(): number {
  return performance.timeOrigin + performance.now();
}
