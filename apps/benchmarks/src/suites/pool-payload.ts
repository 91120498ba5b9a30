import { withWarmPools, type Pool, type PoolMaker } from '../pools/pool.ts';
import { processPools, threadPools } from '../pools/pools.ts';
import { milliseconds, type Suite } from '../suite.ts';

const MEGABYTE = 2 ** 20;

/** A megabyte as argument, copied to a thread. */
export const poolPayload1: Suite = payload('pool-payload-threads-1mb', 'copied to a thread', 1, threadPools);

/** 16 MB as argument, copied to a thread. */
export const poolPayload16: Suite = payload('pool-payload-threads-16mb', 'copied to a thread', 16, threadPools);

/** A megabyte as argument, moved to a thread. */
export const poolPayloadMoved1: Suite = payload('pool-payload-moved-1mb', 'moved to a thread', 1, threadPools, true);

/** 16 MB as argument, moved to a thread. */
export const poolPayloadMoved16: Suite = payload('pool-payload-moved-16mb', 'moved to a thread', 16, threadPools, true);

/** A megabyte as argument, copied to a process. */
export const poolPayloadProcess1: Suite = payload('pool-payload-processes-1mb', 'sent to a process', 1, processPools);

/** 16 MB as argument, copied to a process. */
export const poolPayloadProcess16: Suite = payload(
  'pool-payload-processes-16mb',
  'sent to a process',
  16,
  processPools,
);

function payload(name: string, how: string, megabytes: number, pools: readonly PoolMaker[], moves = false): Suite {
  return {
    name,
    title: `an argument of ${megabytes} MB, ${how}, one after the other`,
    unit: 'ms',
    better: 'less',
    size: moves ? { full: 500, quick: 10 } : { full: 60, quick: 3 },
    contestants: withWarmPools(pools, (pool, size) => sendMany(pool, size, megabytes * MEGABYTE, moves)),
  };
}

/** Only the sending is timed: what is moved has to be made anew each time. */
async function sendMany(pool: Pool, size: number, bytes: number, moves: boolean): Promise<number> {
  const copied = new Uint8Array(bytes).fill(1);
  let took = 0;
  for (let i = 0; i < size; i += 1) {
    const argument = moves ? new Uint8Array(bytes).fill(1) : copied;
    took += await milliseconds(async () => {
      const received = await pool.run('sizeOf', argument, moves ? [argument.buffer] : undefined);
      if (received !== bytes) throw new Error(`wrong size: ${String(received)}`);
    });
  }
  return took / size;
}
