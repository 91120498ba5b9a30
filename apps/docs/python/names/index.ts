import { aiofiles } from './aiofiles.ts';
import { asyncio } from './asyncio.ts';
import { codetiming } from './codetiming.ts';
import { concurrentFutures } from './concurrent-futures.ts';
import { multiprocessing } from './multiprocessing.ts';
import type { PythonModule } from './name.ts';
import { queue } from './queue.ts';
import { threading } from './threading.ts';

/** Every page of names, in the order of the side bar. */
export const MODULES: readonly PythonModule[] = [
  asyncio,
  concurrentFutures,
  multiprocessing,
  threading,
  queue,
  codetiming,
  aiofiles,
];
