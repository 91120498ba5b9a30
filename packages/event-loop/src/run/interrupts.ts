import { KeyboardInterrupt } from '@x/future';
import type { Task } from '../task/task.ts';

const { process } = globalThis as { process?: Partial<NodeJS.Process> };

/**
 * Ctrl-C while a main task runs: the first press cancels it, the second ends the run.
 *
 * @remarks
 * Nothing is installed where the program handles SIGINT itself.
 */
export class Interrupts {
  readonly #main: Task<unknown>;
  #presses = 0;
  #isListening = false;

  constructor(main: Task<unknown>) {
    this.#main = main;
    if (process?.on === undefined || process.listenerCount?.('SIGINT') !== 0) return;
    try {
      process.on('SIGINT', this.#onPress);
      this.#isListening = true;
    } catch {
      // A platform without this signal: Ctrl-C does there what it always does.
    }
  }

  /** How often Ctrl-C was pressed. */
  get presses(): number {
    return this.#presses;
  }

  /** Gives Ctrl-C back to the process: from here on it ends it. */
  release(): void {
    if (this.#isListening) process?.removeListener?.('SIGINT', this.#onPress);
  }

  readonly #onPress = (): void => {
    this.#presses += 1;
    if (this.#presses === 1 && !this.#main.done()) this.#main.cancel();
    else this.#main.getLoop().abort(new KeyboardInterrupt());
  };
}
