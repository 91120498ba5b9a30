import type { Channel } from 'node:diagnostics_channel';
import type { CancellableFuture } from '../task/cancellable-future.ts';
import type { Task } from '../task/task.ts';

/** What the channels publish. */
export interface TaskEvent {
  readonly task: Task<unknown>;
}

interface TaskChannels {
  /** A task was made. */
  readonly start: Channel;
  /** A task goes on with its code. */
  readonly switch: Channel;
  /** A task was asked to cancel. */
  readonly cancel: Channel;
  /** A task is done. */
  readonly finish: Channel;
}

const { process } = globalThis as { process?: Partial<NodeJS.Process> };
const diagnostics = process?.getBuiltinModule?.('node:diagnostics_channel');

/**
 * `diagnostics_channel` channels `x:task:start`, `x:task:switch`, `x:task:cancel` and `x:task:finish`: tools listen,
 * and nothing is paid while nobody does. `undefined` in browsers.
 */
const taskEvents: TaskChannels | undefined = diagnostics && {
  start: diagnostics.channel('x:task:start'),
  switch: diagnostics.channel('x:task:switch'),
  cancel: diagnostics.channel('x:task:cancel'),
  finish: diagnostics.channel('x:task:finish'),
};

/** Tells the listeners of one channel about a task: a {@link TaskEvent}, since only tasks extend the class. */
export function publish(channel: keyof TaskChannels, task: CancellableFuture<unknown>): void {
  const target = taskEvents?.[channel];
  if (target?.hasSubscribers === true) target.publish({ task });
}
