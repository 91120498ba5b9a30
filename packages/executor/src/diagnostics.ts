import { channel, type Channel } from 'node:diagnostics_channel';

/**
 * What an executor tells `node:diagnostics_channel`. Publishing costs nothing while nobody listens.
 *
 * | channel | message |
 * |---|---|
 * | `x.executor.task.submit` | `{ executor, future, task }` |
 * | `x.executor.task.start` | `{ executor, future, task, worker }` |
 * | `x.executor.task.finish` | `{ executor, future, task, worker }` |
 * | `x.executor.worker.start` | `{ executor, worker, id }` |
 * | `x.executor.worker.exit` | `{ executor, worker, id, exitCode, signal, error }` |
 */
export const channels: {
  readonly submit: Channel;
  readonly start: Channel;
  readonly finish: Channel;
  readonly workerStart: Channel;
  readonly workerExit: Channel;
} = {
  submit: channel('x.executor.task.submit'),
  start: channel('x.executor.task.start'),
  finish: channel('x.executor.task.finish'),
  workerStart: channel('x.executor.worker.start'),
  workerExit: channel('x.executor.worker.exit'),
};
