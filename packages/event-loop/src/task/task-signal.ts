import type { CancelledError } from '@x/future';

const { process } = globalThis as { process?: Partial<NodeJS.Process> };
const events = process?.getBuiltinModule?.('node:events');

/** The `AbortSignal` of a task: a fresh one after each cancellation that it has delivered. */
export class TaskSignal {
  #controller: AbortController | undefined = undefined;

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  /** Aborts the signal; says whether somebody was listening, so that the cancellation is delivered. */
  abort(reason: CancelledError): boolean {
    const controller = this.#controller;
    if (controller === undefined) return false;
    const isHeard = hasListeners(controller.signal);
    this.#controller = undefined;
    controller.abort(reason);
    return isHeard;
  }
}

// Where listeners cannot be counted (browsers), whoever took the signal is taken to listen.
function hasListeners(signal: AbortSignal): boolean {
  if (events === undefined) return true;
  return signal.onabort !== null || events.getEventListeners(signal, 'abort').length > 0;
}
