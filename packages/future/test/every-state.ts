import { Future } from '../src/index.ts';

/** One future in each state, in the order of CPython's tables. */
export function everyState(): Record<
  'pending' | 'running' | 'cancelled' | 'notified' | 'failed' | 'finished',
  Future<number>
> {
  const make = (prepare: (future: Future<number>) => void): Future<number> => {
    const future = new Future<number>();
    prepare(future);
    return future;
  };
  return {
    pending: make(() => undefined),
    running: make((future) => future.setRunningOrNotifyCancel()),
    cancelled: make((future) => future.cancel()),
    notified: make((future) => [future.cancel(), future.setRunningOrNotifyCancel()]),
    failed: make((future) => {
      future.setException(new RangeError('out of reach'));
      // Read, so that the failure is not reported after the test.
      future.exception();
    }),
    finished: make((future) => future.setResult(42)),
  };
}
