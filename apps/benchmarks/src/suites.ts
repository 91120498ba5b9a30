import type { Suite } from './suite.ts';
import { cancelSuite } from './suites/cancel.ts';
import { gatherSuite } from './suites/gather.ts';
import { limitSuite } from './suites/limit.ts';
import { linesSuite } from './suites/lines.ts';
import { lockSuite } from './suites/lock.ts';
import { memorySuite } from './suites/memory.ts';
import { poolLatencySuite } from './suites/pool-latency.ts';
import { poolThroughputSuite } from './suites/pool-throughput.ts';
import { queueSuite } from './suites/queue.ts';
import { smallFilesSuite } from './suites/small-files.ts';
import { taskSpawnSuite } from './suites/task-spawn.ts';
import { taskSwitchSuite } from './suites/task-switch.ts';
import { timersSuite } from './suites/timers.ts';

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [
  taskSpawnSuite,
  taskSwitchSuite,
  timersSuite,
  gatherSuite,
  cancelSuite,
  memorySuite,
  queueSuite,
  lockSuite,
  limitSuite,
  poolThroughputSuite,
  poolLatencySuite,
  linesSuite,
  smallFilesSuite,
];

/** The suite of a name. */
export function findSuite(name: string): Suite {
  const found = suites.find((suite) => suite.name === name);
  if (found === undefined)
    throw new RangeError(`suite must be one of ${suites.map((one) => one.name).join(', ')}, got '${name}'`);
  return found;
}
