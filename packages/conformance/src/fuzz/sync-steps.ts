import { type ContextVar, createTask, currentTask, type Future, type Task } from '@x/event-loop';
import type { Queue } from '@x/queue';
import type { Condition, Event } from '@x/sync';
import { makeError, refusable } from './errors.ts';
import { format } from './format.ts';
import type { Machine, Running } from './machine.ts';
import type { SyncSteps } from './program.ts';
import { type Cell, lookup, type Lockable } from './world.ts';

export type SyncHandlers = { readonly [Op in keyof SyncSteps]: (running: Running, step: SyncSteps[Op]) => unknown };

/** What each step that does not wait does, and the value that its line in the trace shows. */
export function syncSteps(machine: Machine): SyncHandlers {
  const { world, loop } = machine;
  const queue = (name: string): Queue<number> => world.object(name);
  return {
    spawn: (_, { spec }) => {
      machine.register(spec.name, createTask(machine.task(spec), { name: spec.name }));
      return spec.name;
    },
    group_spawn: (_, { on, spec }) => {
      const group = lookup(world.groups, on);
      machine.register(spec.name, group.createTask(machine.task(spec), { name: spec.name }));
      return spec.name;
    },
    cancel: (_, { on, msg }) => (msg === null ? world.waitable(on).cancel() : world.waitable(on).cancel(msg)),
    uncancel: (_, { on }) => (on === undefined ? running() : lookup(world.tasks, on)).uncancel(),
    cancelling: () => running().cancelling(),
    whoami: () => {
      const task = currentTask();
      return task === undefined ? 'nobody' : world.nameOf(task);
    },
    read: (_, { on }) => world.read(on),
    result: (_, { on }) => world.waitable(on).result(),
    exception: (_, { on }) => world.waitable(on).exception(),
    raise: (_, failure) => {
      throw makeError(failure);
    },
    put_nowait: ({ index }, { on, value }) => queue(on).putNowait(value + index),
    get_nowait: (_, { on }) => queue(on).getNowait(),
    task_done: (_, { on }) => refusable(() => queue(on).taskDone()),
    qshutdown: (_, { on, immediate }) => queue(on).shutdown({ immediate }),
    release: (_, { on }) => refusable(() => world.object<Lockable>(on).release()),
    event_set: (_, { on }) => world.object<Event>(on).set(),
    event_clear: (_, { on }) => world.object<Event>(on).clear(),
    notify: (_, { on, n }) => world.object<Condition>(on).notify(n),
    notify_all: (_, { on }) => world.object<Condition>(on).notifyAll(),
    inc: (_, { on }) => ++world.object<Cell>(on).count,
    fut_result: (_, { on, value }) => world.object<Future<number>>(on).setResult(value),
    fut_error: (_, { on, cls, msg }) => world.object<Future<number>>(on).setException(makeError({ cls, msg })),
    var_set: ({ tokens }, { on, value }) => {
      tokens.set(on, world.object<ContextVar<number>>(on).set(value));
    },
    var_get: (_, { on }) => world.object<ContextVar<number>>(on).get(),
    var_reset: ({ tokens }, { on }) => {
      world.object<ContextVar<number>>(on).reset(lookup(tokens, on));
      tokens.delete(on);
    },
    on_done: ({ name }, { on }) => {
      world.waitable(on).addDoneCallback((future: Future<unknown>) => {
        machine.log(name, `done-callback ${on} ${format(future.cancelled())}`);
      });
    },
    reschedule: (_, { on, ms }) => lookup(world.timeouts, on).reschedule(ms === null ? undefined : loop.time() + ms),
    call_soon: (_, step) => {
      world.handles.set(
        step.on,
        loop.callSoon(() => machine.callback(step.on, step)),
      );
    },
    call_later: (_, step) => {
      world.handles.set(
        step.on,
        loop.callLater(step.ms, () => machine.callback(step.on, step)),
      );
    },
    cancel_handle: (_, { on }) => lookup(world.handles, on).cancel(),
  };
}

function running(): Task<unknown> {
  const task = currentTask();
  if (task === undefined) throw new Error('the step belongs to a task');
  return task;
}
