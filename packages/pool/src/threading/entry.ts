import { workerData } from 'node:worker_threads';
import { loadTask, packError } from '@x/executor/task';
import { EndFlag } from '../lifetime/end-flag.ts';
import { flushOutput } from '../lifetime/flush-output.ts';
import { becomeProcess } from '../multiprocessing/process-facts.ts';
import { becomeThread } from './current.ts';
import type { ThreadOrder } from './order.ts';
import { joinOwnThreads } from './registry.ts';

const { target, args, facts, process: processFacts, port, ended: shared } = workerData as ThreadOrder;
const ended = new EndFlag(shared);
becomeThread(facts);
becomeProcess(processFacts);
// However it ends: a target may call `process.exit()`.
process.on('exit', () => ended.set());
process.on('uncaughtException', (error) => void fail(error));

try {
  if (target !== undefined) await (await loadTask(target))(...args);
  await leave();
} catch (error) {
  await fail(error);
}

async function fail(error: unknown): Promise<void> {
  // What comes after the end of the target concerns nobody.
  if (!ended.isSet) port.postMessage(packError(error));
  await leave();
}

async function leave(): Promise<void> {
  ended.set();
  // They would end with this one.
  await joinOwnThreads();
  await flushOutput();
  process.exit();
}
