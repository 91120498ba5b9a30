import { leftOut, named, type PythonModule, section } from './name.ts';

const QUEUE = {
  entry: '@x/queue',
  page: 'https://docs.python.org/3/library/queue.html',
  prefix: 'queue.',
};

/** `queue`. */
export const queue: PythonModule = {
  slug: 'queue',
  title: 'queue',
  sections: [
    section('Queues', QUEUE, {
      Queue: 'Between the tasks of one thread; between threads it is `SharedQueue` of `@x/queue/shared`.',
      'Queue.put': 'Returns a promise. `putSync` of a `SharedQueue` blocks.',
      'Queue.put_nowait': '',
      'Queue.get': 'Returns a promise. `getSync` of a `SharedQueue` blocks.',
      'Queue.get_nowait': '',
      'Queue.qsize': 'Exact: nothing changes between two lines.',
      'Queue.empty': 'Exact: nothing changes between two lines.',
      'Queue.full': 'Exact: nothing changes between two lines.',
      'Queue.maxsize': 'A negative one is a `RangeError`; it cannot be changed.',
      'Queue.unfinished_tasks': '',
      'Queue.is_shutdown': '',
      'Queue.task_done': 'Once too often is an `InvalidStateError`.',
      'Queue.join': 'Returns a promise; takes `timeout` and `signal`.',
      'Queue.shutdown': 'Ends a `for await` over the queue.',
      'Queue.mutex': leftOut('There is one thread.'),
      'Queue.queue': leftOut('A subclass has `items()`.'),
      'Queue._init': leftOut('The constructor of a subclass.'),
      'Queue._put': named('Queue.putItem'),
      'Queue._get': named('Queue.getItem'),
      'Queue._qsize': named('Queue.size'),
      PriorityQueue: 'Equal items keep their order, and a refused one does not enter. Takes a `compare` function.',
      LifoQueue: '',
      SimpleQueue: '',
      'SimpleQueue.put': 'Never waits.',
      'SimpleQueue.put_nowait': '',
      'SimpleQueue.get': 'Returns a promise; takes `timeout` and `signal`.',
      'SimpleQueue.get_nowait': '',
      'SimpleQueue.qsize': '',
      'SimpleQueue.empty': '',
    }),
    section('Exceptions', QUEUE, {
      Empty: 'The class `QueueEmpty` under its second name.',
      Full: 'The class `QueueFull` under its second name.',
      ShutDown: 'The class `QueueShutDown` under its second name.',
    }),
  ],
};
