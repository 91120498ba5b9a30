import { packNumbers } from './packed-numbers.ts';
import { describe, encodeError, encodeSerializationError, type CanSend, type EncodedError } from './error-codec.ts';

/** What a chunk of calls gives back: the values in order, and the failures as pairs of index and encoded error. */
export class Chunk {
  values: unknown[] | Float64Array = [];
  readonly failures: [index: number, error: EncodedError][] = [];

  /** Makes what is ready to go as small as it can be. */
  pack(): this {
    if (this.failures.length === 0) this.values = packNumbers(this.values as unknown[]) ?? this.values;
    return this;
  }

  /** Turns the values that cannot be sent into failures. */
  makeSendable(canSend: CanSend): void {
    const { values } = this;
    if (values instanceof Float64Array) return;
    for (const [index, value] of values.entries()) {
      if (canSend(value)) continue;
      values[index] = undefined;
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
