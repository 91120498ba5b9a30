/** Lets time pass without touching what other threads use: a few nanoseconds for each of `moments`. */
export function pause(moments: number): void {
  for (let left = moments; left > 0; left--) Atomics.load(NOTHING, 0);
}

const NOTHING = new Int32Array(1);
