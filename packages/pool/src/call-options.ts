/** Callbacks of a call. They run in this thread, before `get()` returns, in the async context of the call. */
export interface CallbackOptions<T> {
  /** Called once with the value. */
  readonly callback?: ((value: T) => unknown) | undefined;
  /** Called once with the error. */
  readonly errorCallback?: ((error: unknown) => unknown) | undefined;
}

/** Options of one call. */
export interface ApplyOptions {
  /** Keyword arguments: passed as one object behind the others. */
  readonly kwds?: Readonly<Record<string, unknown>> | undefined;
  /** Cancels the call while it has not begun; while it runs, `taskContext().signal` tells the task. */
  readonly signal?: AbortSignal | undefined;
}

/** How a list of calls is divided. */
export interface ChunkSizeOptions {
  /** How many calls travel to a worker as one. */
  readonly chunksize?: number | undefined;
}

/** How far `imap` reads ahead. */
export interface IMapOptions extends ChunkSizeOptions {
  /** How many items may be read from the input and not yet taken; two chunks for each worker by default. */
  readonly buffersize?: number | undefined;
}

/** The arguments of a call; what is missing at the end has a default, or is in `kwds`. */
export type CallArguments<A extends unknown[]> = Readonly<Partial<A>>;
