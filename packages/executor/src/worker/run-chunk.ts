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
  const { rows = 0, width } = note;
  const row = (index: number): readonly unknown[] =>
    width === undefined ? (args[index] as readonly unknown[]) : args.slice(index * width, (index + 1) * width);
  const fail = (error: unknown): boolean => {
    chunk.failures.push([chunk.values.push(undefined) - 1, encodeError(error, canSend)]);
    return note.goOn === true;
  };
  for (let index = 0; index < rows; index++) {
    try {
      const value = handler(...row(index));
      if (isPromise(value)) return rest(value, index + 1);
      chunk.values.push(value);
    } catch (error) {
      if (!fail(error)) break;
    }
  }
  return chunk;

  async function rest(first: PromiseLike<unknown>, from: number): Promise<Chunk> {
    let waited = first;
    for (let index = from; ; index++) {
      try {
        chunk.values.push(await waited);
      } catch (error) {
        if (!fail(error)) return chunk;
      }
      if (index >= rows) return chunk;
      waited = invoke(handler, row(index));
    }
  }
}

// A throw becomes a rejection.
function invoke(handler: Handler, args: readonly unknown[]): Promise<unknown> {
  return new Promise((resolve) => resolve(handler(...args)));
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
