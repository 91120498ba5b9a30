import {
  asCompleted,
  gather,
  shield,
  sleep,
  taskGroup,
  type TaskGroup,
  timeout,
  timeoutAt,
  type Timeout,
  wait,
  waitFor,
} from '@x/event-loop';
import type { Queue } from '@x/queue';
import type { Barrier, Condition, Event } from '@x/sync';
import type { Body } from './bodies.ts';
import { Absent, matches, OwnError, refusable } from './errors.ts';
import { format, formatError } from './format.ts';
import type { Machine, Running } from './machine.ts';
import type { WaitingSteps } from './program.ts';
import type { Cell, Lockable } from './world.ts';

export type WaitingHandlers = {
  readonly [Op in keyof WaitingSteps]: (running: Running, step: WaitingSteps[Op]) => Body;
};

/** What each step that may wait does: every wait is yielded, and the value returned is shown in the trace. */
export function waitingSteps(machine: Machine): WaitingHandlers {
  const { world, loop } = machine;
  return {
    *sleep(_, { ms }) {
      return yield sleep(ms, ms);
    },
    *yield() {
      yield sleep(0);
    },
    *await(_, { on }) {
      return yield world.waitable(on);
    },
    *shield(_, { on, as }) {
      const outer = shield(world.waitable(on));
      world.futures.set(as, outer);
      return yield outer;
    },
    *wait_for(_, { on, ms }) {
      return yield waitFor(world.waitable(on), ms);
    },
    *wait_for_block(running, { body, ms }) {
      return yield waitFor(() => machine.body(running, body)(undefined), ms);
    },
    *gather(_, { items, rex, as }) {
      const found = items.flatMap((item) =>
        typeof item === 'string' ? (world.tasks.get(item) ?? world.futures.get(item) ?? []) : machine.task(item),
      );
      if (found.length === 0) throw new Absent();
      const future = gather(found, { returnExceptions: rex });
      world.futures.set(as, future);
      return yield future;
    },
    *wait(_, { items, ms, mode }) {
      const futures = world.waitables(items);
      const found = yield wait(futures, { returnWhen: mode, ...(ms !== null && { timeout: ms }) });
      const { done, pending } = found as Awaited<ReturnType<typeof wait>>;
      return `${world.namesOf(done)} ${world.namesOf(pending)}`;
    },
    *as_completed({ name }, { items, ms, style, limit }) {
      const found = asCompleted(world.waitables(items), ms === null ? {} : { timeout: ms });
      let count = 0;
      if (style === 'aiter') {
        const iterator = found[Symbol.asyncIterator]();
        for (;;) {
          const next = (yield iterator.next()) as IteratorResult<unknown>;
          if (next.done === true) return count;
          machine.log(name, `as_completed item ${world.nameOf(next.value)}`);
          count += 1;
          if (count === limit) break;
        }
        yield iterator.return();
        return count;
      }
      for (const one of found) {
        try {
          machine.log(name, `as_completed item ${format(yield one)}`);
        } catch (error) {
          if (!(error instanceof OwnError)) throw error;
          machine.log(name, `as_completed item ${formatError(error)}`);
        }
        count += 1;
        if (count === limit) break;
      }
      return count;
    },
    *timeout(running, { on, ms, at, body }) {
      let mine: Timeout | undefined;
      const block = machine.body<Timeout>(running, body, (limit) => {
        mine = limit;
        world.timeouts.set(on, limit);
      });
      try {
        if (at) yield timeoutAt(ms === null ? undefined : loop.time() + ms, block);
        else yield timeout(ms ?? undefined, block);
      } finally {
        machine.log(running.name, `timeout ${on} ends ${format(mine?.expired())}`);
      }
    },
    *group(running, { on, body }) {
      yield taskGroup(machine.body<TaskGroup>(running, body, (group) => world.groups.set(on, group)));
    },
    *try(running, { body, handlers, final }) {
      try {
        try {
          yield* machine.block(running, body);
        } catch (error) {
          const handler = handlers.find((one) => matches(one.catch, error));
          if (handler === undefined) throw error;
          machine.log(running.name, `caught ${formatError(error)}`);
          yield* machine.block(running, handler.body);
          if (handler.then === 'reraise') throw error;
        }
      } finally {
        yield* machine.block(running, final);
      }
    },
    *repeat(running, { n, body }) {
      for (running.index = 0; running.index < n; running.index += 1) yield* machine.block(running, body);
      running.index = 0;
    },
    *with(running, { on, body }) {
      const object = world.object<Lockable>(on);
      yield object.acquire();
      try {
        yield* machine.block(running, body);
      } finally {
        refusable(() => object.release());
      }
    },
    *acquire(_, { on }) {
      return yield world.object<Lockable>(on).acquire();
    },
    *put({ index }, { on, value }) {
      yield world.object<Queue<number>>(on).put(value + index);
    },
    *get(_, { on }) {
      return yield world.object<Queue<number>>(on).get();
    },
    *join(_, { on }) {
      yield world.object<Queue<number>>(on).join();
    },
    *event_wait(_, { on }) {
      return yield world.object<Event>(on).wait();
    },
    *cond_wait(_, { on }) {
      return yield world.object<Condition>(on).wait();
    },
    *cond_wait_for(_, { on, cell, min }) {
      return yield world.object<Condition>(on).waitFor(() => world.object<Cell>(cell).count >= min);
    },
    *barrier_wait(_, { on }) {
      return yield world.object<Barrier>(on).wait();
    },
    *barrier_reset(_, { on }) {
      yield world.object<Barrier>(on).reset();
    },
    *barrier_abort(_, { on }) {
      yield world.object<Barrier>(on).abort();
    },
  };
}
