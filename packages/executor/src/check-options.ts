import { availableParallelism } from 'node:os';
import { checkCount, checkDuration, checkOneOf, checkPositive, show } from './arguments.ts';
import type { Config, OnWorkerLost } from './config.ts';
import type { SubmitOptions, WorkerOptions } from './options.ts';
import { checkSendable } from './sendable.ts';
import { permittedTask, type AnyFunction } from './task-function.ts';
import type { Call } from './worker/protocol.ts';

/** What the kind of executor adds to its options. */
export interface Kind {
  readonly prefix: string;
  readonly onWorkerLost: OnWorkerLost;
  readonly spin?: number | undefined;
  readonly isBlocking?: boolean | undefined;
}

/** Checks the options of an executor, and completes them. */
export function toConfig(options: WorkerOptions, { prefix, onWorkerLost, spin = 0, isBlocking = false }: Kind): Config {
  const { maxWorkers, minWorkers, idleTimeout, maxTasksPerChild, maxMemory } = options;
  checkCount('maxWorkers', maxWorkers, 1);
  checkCount('minWorkers', minWorkers, 0);
  checkDuration('idleTimeout', idleTimeout);
  checkCount('maxTasksPerChild', maxTasksPerChild, 1);
  checkPositive('maxMemory', maxMemory);
  checkDuration('spin', spin);
  checkOneOf('onWorkerLost', options.onWorkerLost, ['break', 'replace']);
  checkBoolean('sourceTasks', options.sourceTasks);
  const sourceTasks = options.sourceTasks ?? true;
  const most = maxWorkers ?? availableParallelism();
  if ((minWorkers ?? 0) > most)
    throw new RangeError(`minWorkers must be at most maxWorkers, ${most}, got ${minWorkers ?? 0}`);
  const initargs = options.initargs ?? [];
  if (!Array.isArray(initargs)) throw new TypeError(`initargs must be an array, got ${show(initargs)}`);
  checkSendable(initargs, 'initargs');
  return {
    prefix,
    maxWorkers: most,
    minWorkers: minWorkers ?? 0,
    idleTimeout: idleTimeout ?? Infinity,
    maxTasksPerChild: maxTasksPerChild ?? Infinity,
    maxMemory,
    onWorkerLost: options.onWorkerLost ?? onWorkerLost,
    sourceTasks,
    initializer: toCall('initializer', options.initializer, initargs, sourceTasks),
    finalizer: toCall('finalizer', options.finalizer, [], sourceTasks),
    spin,
    isBlocking,
    host: {
      env: options.env,
      execArgv: options.execArgv,
      resourceLimits: options.resourceLimits,
      stdout: options.stdout,
      stderr: options.stderr,
    },
  };
}

/** Checks the options of one call. */
export function checkSubmitOptions(options: SubmitOptions): void {
  if (typeof (options as unknown) !== 'object' || (options as unknown) === null)
    throw new TypeError(`options must be an object, got ${show(options)}`);
  const { signal, timeout, force, priority, onProgress, transfer, name } = options;
  checkDuration('timeout', timeout);
  if (typeof force !== 'boolean') checkDuration('force', force);
  checkNumber('priority', priority);
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new TypeError(`signal must be an AbortSignal, got ${show(signal)}`);
  }
  if (onProgress !== undefined && typeof onProgress !== 'function') {
    throw new TypeError(`onProgress must be a function, got ${show(onProgress)}`);
  }
  if (name !== undefined && typeof name !== 'string') throw new TypeError(`name must be a string, got ${show(name)}`);
  if (transfer !== undefined && !Array.isArray(transfer))
    throw new TypeError(`transfer must be an array, got ${show(transfer)}`);
}

function toCall(
  name: string,
  fn: AnyFunction | undefined,
  args: readonly unknown[],
  sourceTasks: boolean,
): Call | undefined {
  return fn === undefined ? undefined : { definition: permittedTask(fn, sourceTasks, name).definition, args };
}

function checkBoolean(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'boolean') return;
  throw new TypeError(`${name} must be a boolean, got ${show(value)}`);
}

function checkNumber(name: string, value: unknown): void {
  if (value === undefined || (typeof value === 'number' && !Number.isNaN(value))) return;
  throw new TypeError(`${name} must be a number, got ${show(value)}`);
}
