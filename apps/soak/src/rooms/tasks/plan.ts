import fc from 'fast-check';
import type { Plan } from '../../room.ts';

/** What a task does next. Every wait ends by itself. */
export type Action =
  | { readonly do: 'sleep'; readonly time: number }
  | { readonly do: 'lock' | 'semaphore' | 'condition'; readonly time: number; readonly timeout: number }
  | { readonly do: 'event' | 'barrier'; readonly timeout: number }
  | { readonly do: 'set' | 'clear' | 'notify' | 'fail' | 'turn' }
  | { readonly do: 'cancel'; readonly which: number }
  | { readonly do: 'shield' | 'guard'; readonly time: number }
  | { readonly do: 'timeout' | 'waitFor'; readonly limit: number; readonly actions: readonly Action[] }
  | { readonly do: 'gather' | 'group' | 'race'; readonly bodies: readonly (readonly Action[])[] };

export interface Step {
  readonly actions: readonly Action[];
  readonly isGenerator: boolean;
  /** Milliseconds until the main task cancels it; 0 before it begins. */
  readonly cancelAfter?: number | undefined;
}

export interface Setup {
  readonly mode: 'virtual' | 'real';
  readonly permits: number;
  readonly parties: number;
}

export type TaskPlan = Plan<Setup, Step>;

const time = fc.integer({ min: 0, max: 8 });

const { action } = fc.letrec<{ action: Action; actions: readonly Action[] }>((tie) => ({
  actions: fc.array(tie('action'), { maxLength: 3, depthIdentifier: 'task' }),
  action: fc.oneof(
    { depthIdentifier: 'task', maxDepth: 2 },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('sleep' as const), time }) },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constantFrom('lock' as const, 'semaphore' as const, 'condition' as const),
        time,
        timeout: time,
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('event' as const, 'barrier' as const), timeout: time }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom('set' as const, 'clear' as const, 'notify' as const, 'turn' as const, 'fail' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('shield' as const, 'guard' as const), time }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('timeout' as const, 'waitFor' as const),
        limit: time,
        actions: tie('actions'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('gather' as const, 'group' as const, 'race' as const),
        bodies: fc.array(tie('actions'), { minLength: 1, maxLength: 3 }),
      }),
    },
  ),
}));

/** Random tasks on a loop. */
export const taskPlans: fc.Arbitrary<TaskPlan> = fc.record({
  setup: fc.record({
    mode: fc.constantFrom('virtual' as const, 'virtual' as const, 'real' as const),
    permits: fc.integer({ min: 1, max: 3 }),
    parties: fc.integer({ min: 1, max: 3 }),
  }),
  steps: fc.array(
    fc.record({
      actions: fc.array(action, { minLength: 1, maxLength: 8, size: 'max' }),
      isGenerator: fc.boolean(),
      cancelAfter: fc.option(time, { nil: undefined, freq: 2 }),
    }),
    { minLength: 2, maxLength: 20, size: 'max' },
  ),
});
