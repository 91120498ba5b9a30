import { closest } from 'fastest-levenshtein';
import type { Suite } from './suite.ts';

/** Every suite, in the order in which they run. Loaded one by one: a contestant's process holds what it needs, and no more. */
const loaders: Readonly<Record<string, () => Promise<Suite>>> = {
  'pool-throughput': async () => (await import('./suites/pool-throughput.ts')).poolThroughput,
  'pool-throughput-processes': async () => (await import('./suites/pool-throughput.ts')).poolThroughputProcesses,
  'pool-latency': async () => (await import('./suites/pool-latency.ts')).poolLatency,
  'pool-latency-processes': async () => (await import('./suites/pool-latency.ts')).poolLatencyProcesses,
  'pool-skew': async () => (await import('./suites/pool-skew.ts')).poolSkew,
  'pool-skew-processes': async () => (await import('./suites/pool-skew.ts')).poolSkewProcesses,
  'pool-payload-1mb': async () => (await import('./suites/pool-payload.ts')).poolPayload1,
  'pool-payload-16mb': async () => (await import('./suites/pool-payload.ts')).poolPayload16,
  'pool-payload-1mb-moved': async () => (await import('./suites/pool-payload.ts')).poolPayloadMoved1,
  'pool-payload-16mb-moved': async () => (await import('./suites/pool-payload.ts')).poolPayloadMoved16,
  'pool-payload-1mb-processes': async () => (await import('./suites/pool-payload.ts')).poolPayloadProcess1,
  'pool-payload-16mb-processes': async () => (await import('./suites/pool-payload.ts')).poolPayloadProcess16,
  'pool-cold': async () => (await import('./suites/pool-cold.ts')).poolCold,
  'pool-cold-processes': async () => (await import('./suites/pool-cold.ts')).poolColdProcesses,
  'pool-cpu': async () => (await import('./suites/pool-cpu.ts')).poolCpu,
  'pool-cpu-processes': async () => (await import('./suites/pool-cpu.ts')).poolCpuProcesses,
  'pool-map': async () => (await import('./suites/pool-map.ts')).poolMap,
  'pool-map-processes': async () => (await import('./suites/pool-map.ts')).poolMapProcesses,
  'pool-map-objects': async () => (await import('./suites/pool-map.ts')).poolMapObjects,
  'pool-map-objects-processes': async () => (await import('./suites/pool-map.ts')).poolMapObjectsProcesses,
  'pool-memory': async () => (await import('./suites/pool-memory.ts')).poolMemory,
  'pool-memory-processes': async () => (await import('./suites/pool-memory.ts')).poolMemoryProcesses,
  'pool-submits': async () => (await import('./suites/pool-submits.ts')).poolSubmits,
  'pool-submits-processes': async () => (await import('./suites/pool-submits.ts')).poolSubmitsProcesses,
};

/** The names of all suites. */
export const suiteNames: readonly string[] = Object.keys(loaders);

/** The suite of a name. */
export async function loadSuite(name: string): Promise<Suite> {
  const load = loaders[name];
  if (load === undefined) throw unknownSuite(name);
  return load();
}

/** The suites that are asked for: `pool-cold` means that one and `pool-cold-processes`; nothing means all. */
export function selectSuites(asked: readonly string[]): string[] {
  const isMeant = (name: string, one: string): boolean => name === one || name.startsWith(`${one}-`);
  const unknown = asked.find((one) => !suiteNames.some((name) => isMeant(name, one)));
  if (unknown !== undefined) throw unknownSuite(unknown);
  return suiteNames.filter((name) => asked.length === 0 || asked.some((one) => isMeant(name, one)));
}

function unknownSuite(name: string): RangeError {
  return new RangeError(`suite must be one of those that --list names, got '${name}': did you mean '${closest(name, [...suiteNames])}'?`);
}
