import { describe, encodeError, encodeSerializationError, type CanSend, type EncodedError } from './error-codec.ts';

/** What a chunk of calls gives back: the values in order, and the failures as pairs of index and encoded error. */
export class Chunk {
  readonly values: unknown[] = [];
  readonly failures: [index: number, error: EncodedError][] = [];

  /** Turns the values that cannot be sent into failures. */
  makeSendable(canSend: CanSend): void {
    for (const [index, value] of this.values.entries()) {
      if (canSend(value)) continue;
      this.values[index] = undefined;
      this.failures.push([index, encodeUnsendable(value, canSend)]);
    }
    this.failures.sort(([a], [b]) => a - b);
  }
}

/** The failure of a call whose result cannot be cloned. */
export function encodeUnsendable(value: unknown, canSend: CanSend): EncodedError {
  const message = `the result of the task cannot be sent: it is, or holds, ${describe(value)}`;
  return encodeSerializationError('result', message, reason(value, canSend));
}

function reason(value: unknown, canSend: CanSend): EncodedError | undefined {
  try {
    structuredClone(value);
    return undefined;
  } catch (error) {
    return encodeError(error, canSend);
  }
}
