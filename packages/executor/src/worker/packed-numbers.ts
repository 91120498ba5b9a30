// Below this, packing costs more than it saves.
const LEAST = 32;

/**
 * A list of numbers as bytes, which are cloned in a tenth of the time; `undefined` when it holds anything else, or is
 * too short to gain by it.
 */
export function packNumbers(values: readonly unknown[]): Float64Array | undefined {
  const { length } = values;
  if (length < LEAST || typeof values[0] !== 'number') return undefined;
  const packed = new Float64Array(length);
  for (let index = 0; index < length; index++) {
    const value = values[index];
    if (typeof value !== 'number') return undefined;
    packed[index] = value;
  }
  return packed;
}

/** Takes {@link packNumbers} back. */
export function unpackNumbers(packed: Float64Array): number[] {
  const { length } = packed;
  const values = new Array<number>(length);
  for (let index = 0; index < length; index++) values[index] = packed[index] as number;
  return values;
}
