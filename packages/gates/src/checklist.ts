import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface CheckResult {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
}

/** Runs named checks one after the other, prints each as it ends, and reports them all. */
export class Checklist {
  readonly #results: CheckResult[] = [];
  readonly #print: (text: string) => void;

  constructor(print: (text: string) => void = console.log) {
    this.#print = print;
  }

  /** Runs a check; it fails by throwing. Resolves with what it returned, or `undefined` when it failed. */
  async check<T>(name: string, body: () => T | Promise<T>): Promise<T | undefined> {
    const start = performance.now();
    try {
      const value = await body();
      this.#add({ name, outcome: 'passed' }, `✓ ${name} (${((performance.now() - start) / 1_000).toFixed(1)} s)`);
      return value;
    } catch (error) {
      this.#add(
        { name, outcome: 'failed' },
        `✗ ${name}\n${indent(error instanceof Error ? error.message : String(error))}`,
      );
      return undefined;
    }
  }

  /** Runs a check that builds on what an earlier one returned; when that failed, this one is skipped. */
  async given<G, T>(ground: G | undefined, name: string, body: (ground: G) => T | Promise<T>): Promise<T | undefined> {
    if (ground !== undefined) return this.check(name, () => body(ground));
    this.#add({ name, outcome: 'skipped' }, `- ${name}: skipped, a check before it failed`);
    return undefined;
  }

  /** Writes the results where {@link readReport} finds them. True when nothing failed. */
  async report(file: string): Promise<boolean> {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(this.#results, undefined, 2)}\n`);
    return this.#results.every(({ outcome }) => outcome !== 'failed');
  }

  #add(result: CheckResult, text: string): void {
    this.#results.push(result);
    this.#print(text);
  }
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, '    ');
}
