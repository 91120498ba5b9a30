/** How a program is run. */
export interface ProgramPlan {
  readonly name: string;
  /**
   * `virtual`: inside a loop of virtual time, where waiting takes none. `real`: inside a loop of real time, since
   * workers, signals or sockets take part. `alone`: outside every loop.
   */
  readonly on: 'virtual' | 'real' | 'alone';
  /** Whether its bodies are also run as generators. */
  readonly generators: boolean;
}

/** Coroutines in virtual time, with both kinds of body. */
const virtual = [
  'as_completed_styles',
  'barrier_rounds',
  'cancel_basics',
  'cancel_counting',
  'condition_buffer',
  'eager_tasks',
  'gather_failure',
  'gather_order',
  'iterations_errors',
  'iterations_timers',
  'iterations_waiters',
  'lock_event',
  'loop_callbacks',
  'queue_backpressure',
  'queue_kinds',
  'queue_shutdown',
  'queue_workers',
  'semaphores',
  'shield_basics',
  'story_pipeline',
  'task_callbacks',
  'task_order',
  'task_states',
  'taskgroup_basics',
  'thread_queue',
  'timeout_block',
  'wait_for_limits',
  'wait_modes',
];

/** Coroutines beside workers, signals or sockets. */
const real = ['loop_executors', 'signal_self', 'story_crawler', 'threads_and_loop'];

/** Programs that start loops themselves. */
const loops = ['context_vars', 'exception_handler', 'run_values', 'runner_reuse', 'who_is_running'];

/** Programs that use no loop. */
const alone = [
  'codetiming_forms',
  'file_basics',
  'futures_states',
  'futures_submit',
  'generator_tasks',
  'pool_async_results',
  'pool_map_family',
  'process_basics',
  'process_pool',
  'sched_basics',
  'story_wordcount',
  'thread_basics',
];

export const programs: readonly ProgramPlan[] = [
  ...virtual.map((name) => ({ name, on: 'virtual', generators: true }) as const),
  ...real.map((name) => ({ name, on: 'real', generators: true }) as const),
  ...loops.map((name) => ({ name, on: 'alone', generators: true }) as const),
  ...alone.map((name) => ({ name, on: 'alone', generators: false }) as const),
].sort((a, b) => (a.name < b.name ? -1 : 1));
