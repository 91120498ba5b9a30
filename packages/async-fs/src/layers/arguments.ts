import { shown } from '@x/future/context';

/**
 * Checks a number of characters or bytes: an integer, with `undefined`, `null` and everything negative for "all".
 *
 * @returns the number, or -1 for all.
 */
export function checkSize(parameter: string, size: number | null | undefined): number {
  if (size === undefined || size === null) return -1;
  checkInteger(parameter, size);
  return Math.max(size, -1);
}

/**
 * Checks that an argument is an integer.
 *
 * @throws TypeError when it is no number.
 * @throws RangeError when it is no integer, or smaller than `least`.
 */
export function checkInteger(parameter: string, value: number, least?: number): void {
  if (typeof value !== 'number') throw new TypeError(`${parameter} must be a number, got ${shown(value)}`);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${parameter} must be an integer, got ${value}`);
  if (least !== undefined && value < least) throw new RangeError(`${parameter} must be ${least} or more, got ${value}`);
}

/** Checks that an argument is bytes; gives them as a `Buffer` on the same memory. */
export function checkBytes(parameter: string, value: ArrayBuffer | ArrayBufferView): Buffer {
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  throw new TypeError(`${parameter} must be bytes (a Uint8Array, for example), got ${shownKind(value)}`);
}

/** Checks that an argument is text. */
export function checkText(parameter: string, value: string): void {
  if (typeof value !== 'string') throw new TypeError(`${parameter} must be a string, got ${shownKind(value)}`);
}

/** A value in a message that may be large: what it is, not what is in it. */
export function shownKind(value: unknown): string {
  if (typeof value === 'string') return 'a string';
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name}`;
  return shown(value);
}
