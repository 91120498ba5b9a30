import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Invariant, Violation } from './violation.ts';

// Deleting what was being made may take so long, in milliseconds.
const CLOSING_TIME = 3_000;

/** Where one program plays: a folder of its own, timers that end with it, and the list of what did not hold. */
export class Stage {
  /** For the program's own files; removed at the end. */
  readonly folder: string;
  readonly violations: Violation[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #outerTmpdir = process.env['TMPDIR'];
  readonly #tmpdir: string;

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'x-soak-'));
    // Whatever makes temporary files makes them here, where those that stay are seen.
    this.#tmpdir = mkdtempSync(join(tmpdir(), 'x-soak-tmp-'));
    process.env['TMPDIR'] = this.#tmpdir;
  }

  violate(invariant: Invariant, text: string): void {
    this.violations.push({ invariant, text });
  }

  expect(holds: boolean, invariant: Invariant, text: string | (() => string)): void {
    if (!holds) this.violate(invariant, typeof text === 'string' ? text : text());
  }

  /** Does something in so many milliseconds, unless the program has ended by then. */
  later(milliseconds: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, milliseconds);
    this.#timers.add(timer);
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.later(milliseconds, resolve));
  }

  /**
   * Waits for what has to settle; `false`, when for so many milliseconds it has not, nor has `progress` changed: a busy
   * machine takes its time.
   */
  async settles(
    work: PromiseLike<unknown>,
    milliseconds: number,
    progress: () => unknown = () => undefined,
  ): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let before = progress();
    const timer = setInterval(() => {
      const now = progress();
      if (now === before) resolve(false);
      before = now;
    }, milliseconds);
    work.then(
      () => resolve(true),
      () => resolve(true),
    );
    const settled = await promise;
    clearInterval(timer);
    return settled;
  }

  /** Removes the stage, and says which temporary files were left on it. */
  async close(): Promise<readonly string[]> {
    for (const timer of this.#timers) clearTimeout(timer);
    // What was given up is cleaned up behind the program's back.
    const deadline = performance.now() + CLOSING_TIME;
    while (readdirSync(this.#tmpdir).length > 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const left = readdirSync(this.#tmpdir);
    rmSync(this.#tmpdir, { recursive: true, force: true });
    rmSync(this.folder, { recursive: true, force: true });
    if (this.#outerTmpdir === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = this.#outerTmpdir;
    return left;
  }
}
