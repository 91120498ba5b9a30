import { decodeError } from './decode-error.ts';
import { encodeError, type EncodedError } from './worker/error-codec.ts';

/** An error as data that `postMessage` takes: with its class names, causes, stacks and own properties. */
export type PackedError = EncodedError;

/** Packs whatever was thrown, to be sent to another thread. Never throws itself. */
export function packError(error: unknown): PackedError {
  return encodeError(error, isCloneable);
}

/**
 * Makes the error again, of the nearest of its classes that is known here: of the language, of this toolkit, or named
 * with `registerError`. The stack of the other side stands at the end of the causes.
 */
export function unpackError(packed: PackedError): unknown {
  return decodeError(packed);
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
