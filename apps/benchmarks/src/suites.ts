import { closest } from 'fastest-levenshtein';
import type { Suite } from './suite.ts';

/** Every suite, in the order in which they run. Loaded one by one: a contestant's process holds what it needs, and no more. */
const loaders: Readonly<Record<string, () => Promise<Suite>>> = {
  'pool-throughput-threads': async () => (await import('./suites/pool-throughput.ts')).poolThroughput,
  'pool-throughput-processes': async () => (await import('./suites/pool-throughput.ts')).poolThroughputProcesses,
  'pool-latency-threads': async () => (await import('./suites/pool-latency.ts')).poolLatency,
  'pool-latency-processes': async () => (await import('./suites/pool-latency.ts')).poolLatencyProcesses,
  'pool-skew-threads': async () => (await import('./suites/pool-skew.ts')).poolSkew,
  'pool-skew-processes': async () => (await import('./suites/pool-skew.ts')).poolSkewProcesses,
  'pool-payload-threads-1mb': async () => (await import('./suites/pool-payload.ts')).poolPayload1,
  'pool-payload-threads-16mb': async () => (await import('./suites/pool-payload.ts')).poolPayload16,
  'pool-payload-moved-1mb': async () => (await import('./suites/pool-payload.ts')).poolPayloadMoved1,
  'pool-payload-moved-16mb': async () => (await import('./suites/pool-payload.ts')).poolPayloadMoved16,
  'pool-payload-processes-1mb': async () => (await import('./suites/pool-payload.ts')).poolPayloadProcess1,
  'pool-payload-processes-16mb': async () => (await import('./suites/pool-payload.ts')).poolPayloadProcess16,
  'pool-cold-threads': async () => (await import('./suites/pool-cold.ts')).poolCold,
  'pool-cold-processes': async () => (await import('./suites/pool-cold.ts')).poolColdProcesses,
  'pool-cpu-threads': async () => (await import('./suites/pool-cpu.ts')).poolCpu,
  'pool-cpu-processes': async () => (await import('./suites/pool-cpu.ts')).poolCpuProcesses,
  'pool-map-threads': async () => (await import('./suites/pool-map.ts')).poolMap,
  'pool-map-processes': async () => (await import('./suites/pool-map.ts')).poolMapProcesses,
  'pool-map-objects-threads': async () => (await import('./suites/pool-map.ts')).poolMapObjects,
  'pool-map-objects-processes': async () => (await import('./suites/pool-map.ts')).poolMapObjectsProcesses,
  'pool-memory-threads': async () => (await import('./suites/pool-memory.ts')).poolMemory,
  'pool-memory-processes': async () => (await import('./suites/pool-memory.ts')).poolMemoryProcesses,
  'pool-submits-threads': async () => (await import('./suites/pool-submits.ts')).poolSubmits,
  'pool-submits-processes': async () => (await import('./suites/pool-submits.ts')).poolSubmitsProcesses,
  'task-spawn': async () => (await import('./suites/task-spawn.ts')).taskSpawn,
  'task-switch': async () => (await import('./suites/task-switch.ts')).taskSwitch,
  'task-switch-many': async () => (await import('./suites/task-switch.ts')).taskSwitchMany,
  timers: async () => (await import('./suites/timers.ts')).timers,
  gather: async () => (await import('./suites/gather.ts')).gatherMany,
  cancel: async () => (await import('./suites/cancel.ts')).cancel,
  'context-read': async () => (await import('./suites/context.ts')).contextRead,
  'context-tasks': async () => (await import('./suites/context.ts')).contextTasks,
  'queue-bounded': async () => (await import('./suites/queue.ts')).queueBounded,
  'queue-unbounded': async () => (await import('./suites/queue.ts')).queueUnbounded,
  'priority-queue': async () => (await import('./suites/priority-queue.ts')).priorityQueue,
  'priority-queue-million': async () => (await import('./suites/priority-queue.ts')).priorityQueueMillion,
  'shared-queue-numbers': async () => (await import('./suites/shared-queue.ts')).sharedQueueNumbers,
  'shared-queue-objects': async () => (await import('./suites/shared-queue.ts')).sharedQueueObjects,
  'shared-queue-latency': async () => (await import('./suites/shared-queue.ts')).sharedQueueLatency,
  lock: async () => (await import('./suites/lock.ts')).lock,
  'lock-held': async () => (await import('./suites/lock.ts')).lockHeld,
  'lock-uncontended': async () => (await import('./suites/lock.ts')).lockUncontended,
  semaphore: async () => (await import('./suites/lock.ts')).semaphore,
  limit: async () => (await import('./suites/limit.ts')).limit,
  lines: async () => (await import('./suites/lines.ts')).lines,
  'small-files': async () => (await import('./suites/small-files.ts')).smallFiles,
  'memory-task': async () => (await import('./suites/memory.ts')).memoryTask,
  'memory-future': async () => (await import('./suites/memory.ts')).memoryFuture,
  'memory-queue-item': async () => (await import('./suites/memory.ts')).memoryQueueItem,
  'scaling-tasks': async () => (await import('./suites/scaling.ts')).scalingTasks,
  'scaling-timers': async () => (await import('./suites/scaling.ts')).scalingTimers,
  'scaling-workers': async () => (await import('./suites/scaling.ts')).scalingWorkers,
};

/** The names of all suites. */
export const suiteNames: readonly string[] = Object.keys(loaders);

/** The suite of a name. */
export async function loadSuite(name: string): Promise<Suite> {
  const load = loaders[name];
  if (load === undefined) throw unknownSuite(name);
  return load();
}

/** The suites that are asked for: `pool-cold` means all that begin so; nothing means all. */
export function selectSuites(asked: readonly string[]): string[] {
  const isMeant = (name: string, one: string): boolean => name === one || name.startsWith(`${one}-`);
  const unknown = asked.find((one) => !suiteNames.some((name) => isMeant(name, one)));
  if (unknown !== undefined) throw unknownSuite(unknown);
  return suiteNames.filter((name) => asked.length === 0 || asked.some((one) => isMeant(name, one)));
}

function unknownSuite(name: string): RangeError {
  return new RangeError(
    `suite must be one of those that --list names, got '${name}': did you mean '${closest(name, [...suiteNames])}'?`,
  );
}
