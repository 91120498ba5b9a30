/** What an error of a queue knows besides its limits. */
export interface QueueErrorOptions extends ErrorOptions {
  /** How long the call had waited, in milliseconds. Absent when it did not wait. */
  readonly timeout?: number | undefined;
}

/**
 * There was nothing to take: `getNowait()` found the queue empty, or `get({ timeout })` ran out of time.
 *
 * Nothing was taken, and the queue can be used as before. A queue that will never have anything again says
 * {@link QueueShutDown} instead.
 *
 * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.Empty | queue.Empty}
 */
export class QueueEmpty extends Error {
  override readonly name = 'QueueEmpty';
  readonly code = 'ERR_QUEUE_EMPTY';
  /** How long the call had waited, in milliseconds; `undefined` when it did not wait. */
  readonly timeout: number | undefined;

  constructor(options: QueueErrorOptions = {}) {
    super(`the queue is empty${afterWaiting(options.timeout)}`, options);
    this.timeout = options.timeout;
  }
}

/** What {@link QueueFull} knows besides. */
export interface QueueFullOptions extends QueueErrorOptions {
  /** How many bytes the item needed, when it was memory that was missing; only of a `SharedQueue`. */
  readonly bytes?: number | undefined;
}

/**
 * There was no room: `putNowait()` found the queue full, or `put({ timeout })` ran out of time.
 *
 * The item was not added, and the queue can be used as before.
 *
 * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.Full | queue.Full}
 */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
  readonly code = 'ERR_QUEUE_FULL';
  /** How many items the queue holds at most. */
  readonly maxsize: number;
  /** How many bytes the item needed, when it was memory that was missing; only of a `SharedQueue`. */
  readonly bytes: number | undefined;
  /** How long the call had waited, in milliseconds; `undefined` when it did not wait. */
  readonly timeout: number | undefined;

  constructor(maxsize: number, options: QueueFullOptions = {}) {
    const { bytes, timeout } = options;
    const limit = bytes === undefined ? `maxsize ${maxsize}` : `no memory for an item of ${bytes} bytes`;
    super(`the queue is full (${limit})${afterWaiting(timeout)}`, options);
    this.maxsize = maxsize;
    this.bytes = bytes;
    this.timeout = options.timeout;
  }
}

/**
 * The queue was shut down: it takes no more items, and there is none left that this call could have.
 *
 * It stays so. {@link QueueEmpty} and {@link QueueFull} speak of the moment; this one is final.
 *
 * @see Python: {@link https://docs.python.org/3/library/queue.html#queue.ShutDown | queue.ShutDown}
 */
export class QueueShutDown extends Error {
  override readonly name = 'QueueShutDown';
  readonly code = 'ERR_QUEUE_SHUT_DOWN';

  constructor(options?: ErrorOptions) {
    super('the queue has been shut down', options);
  }
}

function afterWaiting(timeout: number | undefined): string {
  return timeout === undefined ? '' : ` after ${timeout} ms`;
}
