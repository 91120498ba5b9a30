import { bareProcesses, bareThreads } from './bare.ts';
import { ourProcesses, ourThreads } from './ours.ts';
import { processPeers, threadPeers } from './peers.ts';
import type { PoolMaker } from './pool.ts';

/** Pools on threads, ours first, and threads without a pool. */
export const threadPools: readonly PoolMaker[] = [ourThreads, ...threadPeers, bareThreads];

/** Pools on processes, ours first, and processes without a pool. */
export const processPools: readonly PoolMaker[] = [ourProcesses, ...processPeers, bareProcesses];
