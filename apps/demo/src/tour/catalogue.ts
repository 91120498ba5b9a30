/** One of the classic programs, each of which is there in Python and in TypeScript. */
export interface TourProgram {
  /** What it is called on the command line; its files are `programs/NAME.ts`, `NAME.py` and `NAME.out`. */
  readonly name: string;
  readonly title: string;
  /** What passes the time: a loop, whose clock may be virtual, or the world outside. */
  readonly time: 'loop' | 'real';
}

/** Programs that belong together, simple ones first. */
export interface TourPart {
  readonly title: string;
  readonly programs: readonly TourProgram[];
}

/** The whole tour, in the order in which it is best taken. */
export const TOUR: readonly TourPart[] = [
  {
    title: 'From a queue to tasks that take turns',
    programs: [
      onTheLoop('synchronous-queue', 'whoever comes first does everything'),
      onTheLoop('generators', 'generators that take turns'),
      inRealTime('blocking-delay', 'tasks that block: one after the other'),
      onTheLoop('delay', 'tasks that wait: at the same time'),
    ],
  },
  {
    title: 'Requests',
    programs: [
      inRealTime('blocking-http', 'requests one after the other'),
      inRealTime('concurrent-http', 'requests at the same time'),
    ],
  },
  {
    title: 'Waiting for several, and being called',
    programs: [
      onTheLoop('gather', 'all results, in the order of the list'),
      onTheLoop('wait', 'the first that is done'),
      onTheLoop('wait-for', 'a limit of time'),
      onTheLoop('as-completed', 'results as they come'),
      onTheLoop('callbacks', 'soon, later, and when a task is done'),
      onTheLoop('worker-model', 'a few workers share a queue'),
    ],
  },
  {
    title: 'Work for several processors',
    programs: [
      inRealTime('executors', 'futures from processes and threads'),
      inRealTime('run-in-executor', 'work beside the loop'),
      inRealTime('pools', 'a pool of processes'),
      inRealTime('thread', 'a single thread'),
      inRealTime('process', 'single processes, and their exit codes'),
    ],
  },
  { title: 'Files', programs: [inRealTime('file', 'a file, read by line in a coroutine')] },
];

/** Every program of the tour. */
export const PROGRAMS: readonly TourProgram[] = TOUR.flatMap(({ programs }) => programs);

function onTheLoop(name: string, title: string): TourProgram {
  return { name, title, time: 'loop' };
}

function inRealTime(name: string, title: string): TourProgram {
  return { name, title, time: 'real' };
}
