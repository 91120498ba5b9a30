declare const ITEM: unique symbol;

/** What leads another thread to a queue: send it in a message or as `workerData`, and open it with `SharedQueue.from`. */
export interface SharedQueueHandle<T> {
  readonly memory: SharedArrayBuffer;
  /** Only a type: what the items are. */
  readonly [ITEM]?: T;
}
