import { watchLoss, type LossWatch } from '@x/future/context';
import { runInContext, type Context } from '../context/context.ts';
import type { EventLoop } from '../loop/event-loop.ts';

/** A failure that nobody has read yet. It must not hold on to its future. */
interface Loss {
  readonly message: string;
  readonly exception: unknown;
  readonly future: WeakRef<object>;
  readonly context: Context | undefined;
  readonly sourceTraceback: readonly string[] | undefined;
}

/** What to say of a failure that nobody reads. */
export interface LossDetails {
  readonly message: string;
  readonly exception: unknown;
  /** The context in which the handler is called: that of the task that failed. */
  readonly context?: Context | undefined;
  readonly sourceTraceback?: readonly string[] | undefined;
}

/**
 * The unread failures of a loop: each is reported once, when its future is collected, or at the end of `run()`.
 */
export class Losses {
  readonly #loop: EventLoop;
  readonly #open = new Set<Loss>();

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  /** Watches a failed future until {@link LossWatch.release}. */
  watch(owner: object, details: LossDetails): LossWatch {
    const loss: Loss = { context: undefined, sourceTraceback: undefined, ...details, future: new WeakRef(owner) };
    this.#open.add(loss);
    const watch = watchLoss(owner, () => this.#report(loss));
    return {
      release: () => {
        this.#open.delete(loss);
        watch.release();
      },
    };
  }

  /** Reports what nobody has read so far. */
  reportAll(): void {
    for (const loss of this.#open) this.#report(loss);
  }

  #report(loss: Loss): void {
    if (!this.#open.delete(loss)) return;
    const { message, exception, sourceTraceback, context } = loss;
    const report = (): void =>
      this.#loop.callExceptionHandler({
        message,
        exception,
        future: loss.future.deref(),
        ...(sourceTraceback === undefined ? {} : { sourceTraceback }),
      });
    if (context === undefined) report();
    else runInContext(context, this.#loop, report);
  }
}
