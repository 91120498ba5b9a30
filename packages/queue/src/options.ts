import type { WaitOptions } from '@x/future/context';

/** Limits of `put()` and `get()`. */
export interface QueueOptions extends WaitOptions {
  /** `false` fails at once instead of waiting, as the `Nowait` methods do; the limits are then ignored. */
  readonly block?: boolean | undefined;
}

/** How `shutdown()` treats what is still in the queue. */
export interface ShutdownOptions {
  /** Drops the items that are left instead of letting them be taken. */
  readonly immediate?: boolean | undefined;
}
