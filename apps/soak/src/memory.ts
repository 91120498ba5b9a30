/** What a process uses after a program, in bytes. */
export interface MemorySample {
  /** Objects and buffers that JavaScript can reach. */
  readonly held: number;
  /** What the system has given to the process. */
  readonly resident: number;
}

const MEGABYTE = 1024 * 1024;
const FEWEST_SAMPLES = 24;

/** Measures after a full collection; needs `--expose-gc`. */
export function measureMemory(): MemorySample {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, resident: rss };
}

/**
 * Whether memory grows without end, over samples taken after one program after the other: the lowest of the last
 * quarter lies clearly above the lowest of the second one. The first quarter fills caches.
 */
export function memoryTrend(samples: readonly MemorySample[]): string | undefined {
  if (samples.length < FEWEST_SAMPLES) return undefined;
  return (
    growth(
      'held',
      samples.map(({ held }) => held),
      4 * MEGABYTE,
    ) ??
    growth(
      'resident',
      samples.map(({ resident }) => resident),
      256 * MEGABYTE,
    )
  );
}

function growth(what: string, bytes: readonly number[], tolerance: number): string | undefined {
  const quarter = Math.floor(bytes.length / 4);
  const before = Math.min(...bytes.slice(quarter, 2 * quarter));
  const after = Math.min(...bytes.slice(-quarter));
  if (after - before <= Math.max(tolerance, before / 5)) return undefined;
  const show = (value: number): string => `${(value / MEGABYTE).toFixed(1)} MB`;
  return `${what} memory grew from ${show(before)} to ${show(after)} over ${bytes.length} programs`;
}
