import { Chunk } from './chunk.ts';
import { encodeError, type CanSend } from './error-codec.ts';
import type { Handler } from './handler.ts';
import type { Note } from './protocol.ts';

/**
 * Calls `handler` for each of `note.rows` rows of arguments: at once where it can, as a promise from the first that
 * waits.
 */
export function runChunk(
  handler: Handler,
  args: readonly unknown[],
  note: Note,
  canSend: CanSend,
): Chunk | Promise<Chunk> {
  const chunk = new Chunk();
  const values = chunk.values as unknown[];
  const { rows = 0 } = note;
  const call = callerOf(handler, args, note);
  const fail = (error: unknown): boolean => {
    chunk.failures.push([values.push(undefined) - 1, encodeError(error, canSend)]);
    return note.goOn === true;
  };
  for (let index = 0; index < rows; index++) {
    try {
      const value = call(index);
      if (isPromise(value)) return rest(value, index + 1);
      values.push(value);
    } catch (error) {
      if (!fail(error)) break;
    }
  }
  return chunk.pack();

  async function rest(first: PromiseLike<unknown>, from: number): Promise<Chunk> {
    let waited = first;
    for (let index = from; ; index++) {
      try {
        values.push(await waited);
      } catch (error) {
        if (!fail(error)) return chunk;
      }
      if (index >= rows) return chunk.pack();
      waited = invoke(call, index);
    }
  }
}

/** Calls the handler for the row with an index. */
function callerOf(handler: Handler, args: readonly unknown[], { width, packed }: Note): (index: number) => unknown {
  const list = (packed === true ? args[0] : args) as readonly unknown[];
  if (width === 1) return (index) => handler(list[index]);
  if (width === undefined) return (index) => handler(...(list[index] as readonly unknown[]));
  return (index) => handler(...list.slice(index * width, (index + 1) * width));
}

// A throw becomes a rejection.
function invoke(call: (index: number) => unknown, index: number): Promise<unknown> {
  return new Promise((resolve) => resolve(call(index)));
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
