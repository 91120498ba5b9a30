/** A line that prints differently here, on purpose. */
export interface LineDifference {
  readonly python: string;
  readonly here: string;
  readonly because: string;
  /** Only with native bodies. */
  readonly native?: true;
}

const ARGUMENT = 'a ValueError about an argument is a RangeError';
const STATE = 'a ValueError about a state is an InvalidStateError';
const ERRNO = "Node's errors have a code where Python has a class for each errno";
const SECOND_NAME = 'Empty and Full are second names of QueueEmpty and QueueFull';
const EAGER = 'whether a native body ended in its first step shows only after the microtasks';

/** Every line in which a program differs from its recording. */
export const differences: Readonly<Record<string, readonly LineDifference[]>> = {
  barrier_rounds: [{ python: 'no parties: ValueError', here: 'no parties: RangeError', because: ARGUMENT }],
  codetiming_forms: [{ python: 'unnamed None', here: 'unnamed ', because: 'an unnamed timer has no name to print' }],
  context_vars: [
    {
      python: 'unset: LookupError / with fallback: none',
      here: 'unset: RangeError / with fallback: none',
      because: 'a LookupError is a RangeError',
    },
  ],
  eager_tasks: [
    {
      python: 'oak done True in all_tasks False named eager-oak',
      here: 'oak done False in all_tasks True named eager-oak',
      because: EAGER,
      native: true,
    },
    {
      python: 'stone done True in all_tasks False named eager-stone',
      here: 'stone done False in all_tasks True named eager-stone',
      because: EAGER,
      native: true,
    },
  ],
  file_basics: [
    { python: 'closed file: ValueError', here: 'closed file: InvalidStateError', because: STATE },
    { python: 'r FileNotFoundError', here: 'r ENOENT', because: ERRNO },
    { python: 'x FileExistsError', here: 'x EEXIST', because: ERRNO },
    { python: 'q ValueError', here: 'q RangeError', because: ARGUMENT },
  ],
  pool_async_results: [
    {
      python: 'successful too early: ValueError',
      here: 'successful too early: InvalidStateError',
      because: STATE,
    },
  ],
  process_basics: [
    {
      python: 'start twice: AssertionError',
      here: 'start twice: RuntimeError',
      because: 'an AssertionError is a RuntimeError',
    },
  ],
  queue_workers: [{ python: 'one too many: ValueError', here: 'one too many: InvalidStateError', because: STATE }],
  run_values: [
    {
      python: 'not a coroutine: ValueError',
      here: 'not a coroutine: TypeError',
      because: 'as in Python 3.14',
    },
  ],
  sched_basics: [{ python: 'cancel twice: ValueError', here: 'cancel twice: RangeError', because: ARGUMENT }],
  semaphores: [
    { python: 'over-release: ValueError', here: 'over-release: InvalidStateError', because: STATE },
    { python: 'negative: ValueError', here: 'negative: RangeError', because: ARGUMENT },
  ],
  thread_queue: [
    { python: 'put_nowait Full', here: 'put_nowait QueueFull', because: SECOND_NAME },
    { python: 'put without block Full', here: 'put without block QueueFull', because: SECOND_NAME },
    { python: 'put with timeout Full', here: 'put with timeout QueueFull', because: SECOND_NAME },
    { python: 'get_nowait Empty', here: 'get_nowait QueueEmpty', because: SECOND_NAME },
    { python: 'get with timeout Empty', here: 'get with timeout QueueEmpty', because: SECOND_NAME },
    { python: 'task_done ValueError', here: 'task_done InvalidStateError', because: STATE },
    { python: 'negative timeout ValueError', here: 'negative timeout RangeError', because: ARGUMENT },
  ],
};
