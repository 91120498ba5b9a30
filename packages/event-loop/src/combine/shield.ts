import { waitOf } from '@x/future/context';
import { Future } from '../future/future.ts';
import { LightCallback } from '../future/light-callback.ts';
import type { Awaitable } from '../task/coroutine.ts';
import { ensureFuture } from '../task/ensure-future.ts';

/**
 * A future for `awaitable` whose cancelling leaves the work alone.
 *
 * @remarks
 * **Cancellation.** Cancelling the shield, or the task that awaits it, ends the waiting only; a wait that the task
 * itself began is spared as well. The work itself can be cancelled, and the shield with it. When the shield is gone and
 * the work fails, the loop's exception handler is told, once.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-task.html#asyncio.shield | asyncio.shield}
 */
export function shield<T>(awaitable: Awaitable<T>): Future<T> {
  const inner = ensureFuture(awaitable);
  waitOf(awaitable)?.release();
  return inner.done() ? inner : new ShieldFuture(inner);
}

// The works whose failure will be reported already, however many shields of theirs were cancelled.
const reported = new WeakSet<Future<unknown>>();

/** The future of a {@link shield}. */
export class ShieldFuture<T> extends Future<T> {
  /** What is shielded. */
  readonly inner: Future<T>;

  constructor(inner: Future<T>) {
    const loop = inner.getLoop();
    super({ loop });
    this.inner = inner;
    const watch = new LightCallback(loop, () => this.#adopt(), inner);
    inner.addWaiter(watch);
    this.addWaiter(
      new LightCallback(
        loop,
        () => {
          inner.removeWaiter(watch);
          if (this.cancelled() && !reported.has(inner)) {
            reported.add(inner);
            inner.addWaiter(new LightCallback(loop, report, inner));
          }
        },
        this,
      ),
    );
  }

  #adopt(): void {
    const { inner } = this;
    if (this.done()) {
      if (!inner.cancelled() && !reported.has(inner)) {
        reported.add(inner);
        report(inner);
      }
      return;
    }
    if (inner.cancelled()) {
      this.cancel();
      return;
    }
    const error = inner.exception();
    if (error === undefined) this.setResult(inner.result());
    else this.setException(error);
  }
}

function report(inner: Future<unknown>): void {
  if (inner.cancelled()) return;
  const error = inner.exception();
  if (error === undefined) return;
  inner.getLoop().callExceptionHandler({
    message: `${inner.constructor.name} exception in shielded future`,
    exception: error,
    future: inner,
  });
}
