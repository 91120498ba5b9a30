import { Future } from '@x/future';
import { show } from './arguments.ts';

// Enough for what is mostly sent; the rest is found out when it is.
const MOST_LOOKED_AT = 256;

/**
 * Refuses at the call what cannot be sent to a worker, where that is quickly seen: functions, symbols, promises,
 * futures and executors, also inside plain objects and arrays.
 *
 * @throws TypeError naming the argument, as in `args[0].onDone`.
 */
export function checkSendable(args: readonly unknown[], parameter = 'args'): void {
  // Every task passes here: an index costs less than an iterator.
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (!isSimple(arg)) new Inspection().look(arg, `${parameter}[${index}]`);
  }
}

class Inspection {
  #left = MOST_LOOKED_AT;
  readonly #seen = new Set<object>();

  look(value: unknown, path: string): void {
    if (isSimple(value)) return;
    if (typeof value === 'function' || typeof value === 'symbol') refuse(path, show(value), 'cannot be copied');
    const found = value as object;
    if (found instanceof Future || found instanceof Promise) refuse(path, show(found), 'await it, and send its value');
    if (found instanceof WeakMap || found instanceof WeakSet || found instanceof WeakRef) {
      refuse(path, show(found), 'cannot be copied');
    }
    if (isExecutor(found)) refuse(path, show(found), 'an executor stays in its thread; a task can make its own');
    if (this.#seen.has(found) || !isPlain(found)) return;
    this.#seen.add(found);
    for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(found))) {
      if (this.#left-- <= 0) return;
      if (!descriptor.enumerable || !('value' in descriptor)) continue;
      this.look(descriptor.value, Array.isArray(found) ? `${path}[${key}]` : `${path}.${key}`);
    }
  }
}

function refuse(path: string, what: string, advice: string): never {
  throw new TypeError(`${path} cannot be sent to a worker: it is ${what} (${advice})`);
}

function isSimple(value: unknown): boolean {
  return value === null || (typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol');
}

function isPlain(value: object): boolean {
  if (Array.isArray(value)) return value.length <= MOST_LOOKED_AT;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isExecutor(value: object): boolean {
  return typeof (value as { submit?: unknown }).submit === 'function' && Symbol.asyncDispose in value;
}
