import { leftOut, named, type PythonModule, section } from './name.ts';

const PAGE = 'https://docs.python.org/3/library/concurrent.futures.html';
const FUTURE = { entry: '@x/future', page: PAGE, prefix: 'concurrent.futures.' };
const EXECUTOR = { ...FUTURE, entry: '@x/executor' };
const BROKEN = 'Each future has its own, with the exit code or signal.';

/** `concurrent.futures`. */
export const concurrentFutures: PythonModule = {
  slug: 'concurrent-futures',
  title: 'concurrent.futures',
  sections: [
    section('Executors', EXECUTOR, {
      Executor: '`async` blocks only: `await using executor = …`.',
      'Executor.submit':
        'The function is an export of a task module, or self-contained. Options: `submitWith(options, fn, …)`.',
      'Executor.map': 'An async iterator. `timeout`, `chunksize`, `buffersize`: `mapWith(options, fn, …)`.',
      'Executor.shutdown': 'Returns a promise. `shutdownSync` blocks.',
      ThreadPoolExecutor: 'A thread is an isolate: arguments are copied, and as many run as there are CPUs.',
      InterpreterPoolExecutor: 'The thread pool, under the name that fits it best.',
      ProcessPoolExecutor: 'Processes are spawned, never forked.',
      'ProcessPoolExecutor.terminate_workers': 'For threads, too.',
      'ProcessPoolExecutor.kill_workers': 'For threads, too.',
    }),
    section('Futures', FUTURE, {
      Future: 'Can be awaited. A failure that nobody reads is reported once.',
      'Future.result':
        'Only looks, and throws `InvalidStateError` while there is none. `await future` or `get({ timeout })` waits, `resultSync` blocks.',
      'Future.exception': 'Only looks. `getException({ timeout })` waits, `exceptionSync` blocks.',
      'Future.cancel': '',
      'Future.cancelled': '',
      'Future.running': '',
      'Future.done': '',
      'Future.add_done_callback': 'The rejection of an async callback is logged, too.',
      'Future.set_running_or_notify_cancel': '',
      'Future.set_result': '',
      'Future.set_exception': '',
    }),
    section('Waiting', FUTURE, {
      wait: 'Returns a promise. Futures cancelled by a shutdown count as done. `waitSync` blocks.',
      as_completed: '`for await`. `asCompletedSync` blocks.',
      FIRST_COMPLETED: '',
      FIRST_EXCEPTION: '',
      ALL_COMPLETED: '',
    }),
    section('Exceptions', FUTURE, {
      CancelledError: '',
      TimeoutError: 'One class for all modules.',
      InvalidStateError: '',
      BrokenExecutor: '',
      'thread.BrokenThreadPool': named('BrokenThreadPool', BROKEN, '@x/executor'),
      'interpreter.BrokenInterpreterPool': named('BrokenInterpreterPool', BROKEN, '@x/executor'),
      'process.BrokenProcessPool': named('BrokenProcessPool', BROKEN, '@x/executor'),
      'interpreter.ExecutionFailed': leftOut(
        'The error itself arrives, with a `RemoteTraceback` at the end of its causes.',
      ),
    }),
  ],
};
