import { decodeError } from './decode-error.ts';
import type { Chunk } from './worker/chunk.ts';
import { unpackNumbers } from './worker/packed-numbers.ts';

/** What {@link WorkerExecutor.submitChunk} gives: the values in order, and what failed, by index. */
export interface ChunkResult<R> {
  /** One for each row that was run; `undefined` for a row that failed. */
  readonly values: R[];
  /** The errors of the rows that failed. Without `goOn` there is at most one, and it is the last row run. */
  readonly failures: ReadonlyMap<number, unknown>;
}

/** Whether a value is what a worker says of a chunk. */
export function isChunk(value: unknown): value is Chunk {
  const { values, failures } = (value ?? {}) as Partial<Chunk>;
  return (
    (Array.isArray(values) || values instanceof Float64Array) &&
    Array.isArray(failures) &&
    failures.every((failure) => Array.isArray(failure))
  );
}

/** Decodes a worker's reply. */
export function toChunkResult({ values, failures }: Chunk): ChunkResult<unknown> {
  return {
    values: values instanceof Float64Array ? unpackNumbers(values) : values,
    failures: new Map(failures.map(([index, error]) => [index, decodeError(error)])),
  };
}
