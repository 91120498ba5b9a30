import { RuntimeError } from '@x/future';
import { shown } from '@x/future/context';
import { refuseCoroutine } from '../task/coroutine.ts';
import type { EventLoop } from './event-loop.ts';
import { Handle, type Callback } from './handle.ts';

const { process } = globalThis as { process?: Partial<NodeJS.Process> };
const constants = process?.getBuiltinModule?.('node:os')?.constants.signals ?? {};
const UNCATCHABLE = new Set(['SIGKILL', 'SIGSTOP']);

/** A signal by name or by number. */
export type Signal = NodeJS.Signals | number;

/** The callbacks that a loop runs when the process gets a signal. */
export class SignalHandlers {
  readonly #loop: EventLoop;
  readonly #listeners = new Map<NodeJS.Signals, () => void>();

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  add(signal: Signal, callback: Callback, args: readonly unknown[]): void {
    const name = nameOf(signal);
    if (typeof callback !== 'function') throw new TypeError(`callback must be a function, got ${shown(callback)}`);
    refuseCoroutine(callback, 'addSignalHandler');
    if (UNCATCHABLE.has(name) || process?.on === undefined) throw new RuntimeError(`signal ${name} cannot be caught`);
    this.remove(name);
    const handle = new Handle(callback, args, this.#loop);
    const listener = (): void => {
      if (handle.cancelled()) this.remove(name);
      else this.#loop.enqueue(handle);
    };
    this.#listeners.set(name, listener);
    process.on(name, listener);
  }

  /** @returns whether there was one. */
  remove(signal: Signal): boolean {
    const name = nameOf(signal);
    const listener = this.#listeners.get(name);
    if (listener === undefined) return false;
    this.#listeners.delete(name);
    process?.removeListener?.(name, listener);
    return true;
  }

  clear(): void {
    for (const name of [...this.#listeners.keys()]) this.remove(name);
  }
}

function nameOf(signal: Signal): NodeJS.Signals {
  if (typeof signal === 'number') {
    const found = Object.entries(constants).find(([, number]) => number === signal)?.[0];
    if (found === undefined) throw new RangeError(`signal must be a known number, got ${signal}`);
    return found as NodeJS.Signals;
  }
  if (typeof signal !== 'string' || !(signal in constants)) {
    throw new TypeError(`signal must be the name or number of a signal, got ${shown(signal)}`);
  }
  return signal;
}
