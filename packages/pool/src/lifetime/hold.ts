/** What keeps the program running, or does not. */
export interface Line {
  ref(): unknown;
  unref(): unknown;
}

/** Keeps the program running while somebody waits for the end of what would not keep it running by itself. */
export class Hold {
  readonly #line: Line;
  #waiting = 0;

  constructor(line: Line) {
    this.#line = line;
    line.unref();
  }

  async during(wait: Promise<void>): Promise<void> {
    if (this.#waiting++ === 0) this.#line.ref();
    try {
      await wait;
    } finally {
      if (--this.#waiting === 0) this.#line.unref();
    }
  }
}
