/** What a worker needs to wait at a {@link SharedGate}: send it as an argument or as `workerData`. */
export type SharedGateHandle = Int32Array<SharedArrayBuffer>;

const ARRIVED = 0;
const OPEN = 1;

/**
 * A gate between threads, on shared memory: workers stand at it until the test opens it.
 *
 * @remarks
 * The test decides when a worker's task ends, so no test of threads needs a delay.
 *
 * @example
 * ```ts
 * const hold = new SharedGate();
 * const running = executor.submit(work.waitAtGate, hold.handle); // calls passGate(handle)
 * await hold.arrived();
 * hold.open();
 * ```
 */
export class SharedGate {
  readonly handle: SharedGateHandle = new Int32Array(new SharedArrayBuffer(8));

  /** Lets everybody through, those who wait and those who come later. */
  open(): void {
    Atomics.store(this.handle, OPEN, 1);
    Atomics.notify(this.handle, OPEN);
  }

  /** How many workers have come to the gate so far. */
  get arrivals(): number {
    return Atomics.load(this.handle, ARRIVED);
  }

  /** Resolves once at least `count` workers have come to the gate; the thread of the test stays free. */
  async arrived(count = 1): Promise<void> {
    for (let arrivals = this.arrivals; arrivals < count; arrivals = this.arrivals) {
      const changed = Atomics.waitAsync(this.handle, ARRIVED, arrivals);
      if (changed.async) await changed.value;
    }
  }
}

/** Called in the worker: blocks its thread until the gate is open. */
export function passGate(handle: SharedGateHandle): void {
  Atomics.add(handle, ARRIVED, 1);
  Atomics.notify(handle, ARRIVED);
  while (Atomics.load(handle, OPEN) === 0) Atomics.wait(handle, OPEN, 0);
}
