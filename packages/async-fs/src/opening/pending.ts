import type { Interruption, WaitOptions } from '@x/future/context';
import { SystemWait } from '../calls/system-wait.ts';

/** Makes something that has to be closed, unless `isWanted` says no before it is there. */
export type Opening<F> = (isWanted: () => boolean) => Promise<F | undefined>;

/** The wait for something that is being opened and has to be closed. */
export class Pending<F extends AsyncDisposable> extends SystemWait<F> implements AsyncDisposable {
  readonly label: string;
  #opened: F | undefined = undefined;
  #failure: { readonly error: unknown } | undefined = undefined;
  #isWanted = true;
  #isAwaited = false;

  constructor(label: string) {
    super();
    this.label = label;
  }

  /** Begins to open it. */
  open(opening: Opening<F>, options: WaitOptions | undefined): this {
    opening(() => this.#isWanted).then(
      (opened) => this.#arrive(opened),
      (error: unknown) => this.#fail(error),
    );
    // The same promise that `then` goes on from.
    void this.begin(options);
    return this;
  }

  /** Refuses to open anything. */
  refuse(error: unknown): this {
    this.#fail(error);
    void this.begin();
    return this;
  }

  override then<A = F, B = never>(
    onFulfilled?: ((opened: F) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#isAwaited = true;
    return super.then(onFulfilled, onRejected);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const isKnown = this.#isAwaited;
    try {
      await this;
    } catch (error) {
      // Whoever awaited the handle has the error already.
      if (!isKnown) throw error;
    }
    await this.#opened?.[Symbol.asyncDispose]();
  }

  protected override resume(interruption: Interruption | undefined): F {
    if (interruption === undefined) {
      if (this.#opened !== undefined) return this.#opened;
      throw this.#failure?.error;
    }
    this.#isWanted = false;
    this.#drop();
    throw interruption.error;
  }

  #arrive(opened: F | undefined): void {
    this.#opened = opened;
    if (!this.wake()) this.#drop();
  }

  #fail(error: unknown): void {
    this.#failure = { error };
    this.wake();
  }

  /** Closes what nobody is going to get. */
  #drop(): void {
    // It has not been used, so there is nothing to lose.
    this.#opened?.[Symbol.asyncDispose]().then(undefined, () => undefined);
    this.#opened = undefined;
  }
}
