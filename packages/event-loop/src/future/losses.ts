import { watchLoss, type LossWatch } from '@x/future/context';
import { runInContext, type Context } from '../context/context.ts';
import type { EventLoop } from '../loop/event-loop.ts';

/** A failure that nobody has read yet, or work that nobody started. It must not hold on to what it is about. */
interface Loss extends LossDetails {
  readonly owner: WeakRef<object>;
}

/** What to say of a failure that nobody reads, or of work that nobody starts. */
export interface LossDetails {
  readonly message: string;
  readonly exception?: unknown;
  /** What the report calls the object concerned; `future` by default. */
  readonly kind?: 'future' | 'coroutine';
  /** The context in which the handler is called: that of the task that failed. */
  readonly context?: Context | undefined;
  readonly sourceTraceback?: readonly string[] | undefined;
}

/**
 * The unread failures and unstarted coroutines of a loop: each is reported once, when it is collected, or at the end of
 * `run()`.
 */
export class Losses {
  readonly #loop: EventLoop;
  readonly #open = new Set<Loss>();

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  /** Watches an object until {@link LossWatch.release}. */
  watch(owner: object, details: LossDetails): LossWatch {
    const loss: Loss = { ...details, owner: new WeakRef(owner) };
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
    const { message, kind = 'future', sourceTraceback, context } = loss;
    const report = (): void =>
      this.#loop.callExceptionHandler({
        message,
        ...('exception' in loss ? { exception: loss.exception } : {}),
        [kind]: loss.owner.deref(),
        ...(sourceTraceback === undefined ? {} : { sourceTraceback }),
      });
    if (context === undefined) report();
    else runInContext(context, this.#loop, report);
  }
}
