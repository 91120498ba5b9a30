interface Resource {
  readonly isAsync: boolean;
  readonly dispose: () => unknown;
}

/** Starts a block with `using` declarations. */
export function scope(): DisposalScope {
  return new DisposalScope();
}

/** What a block disposes of when it is left, the last one first; what is asynchronous is awaited by the compiled block. */
class DisposalScope {
  readonly #resources: Resource[] = [];
  #current: Resource | undefined = undefined;
  #failure: { readonly error: unknown } | undefined = undefined;

  /** `using name = value`. */
  use<T>(value: T): T {
    if (value != null) this.#add(value, false, (value as Partial<Disposable>)[Symbol.dispose]);
    return value;
  }

  /** `await using name = value`. */
  useAsync<T>(value: T): T {
    if (value == null) {
      this.#resources.push({ isAsync: true, dispose: () => undefined });
      return value;
    }
    const { [Symbol.asyncDispose]: later, [Symbol.dispose]: now } = value as Partial<AsyncDisposable & Disposable>;
    this.#add(value, true, later ?? now);
    return value;
  }

  /** Turns to the next one; `false` when all are disposed of. */
  next(): boolean {
    this.#current = this.#resources.pop();
    return this.#current !== undefined;
  }

  get isAsync(): boolean {
    return this.#current?.isAsync === true;
  }

  step(): unknown {
    const result = this.#current?.dispose();
    return this.isAsync ? result : undefined;
  }

  /** Notes an error of the block, or of disposing. */
  fail(error: unknown): void {
    this.#failure = { error: this.#failure === undefined ? error : suppressed(error, this.#failure.error) };
  }

  /** Throws what was noted. */
  end(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  #add(value: unknown, isAsync: boolean, method: unknown): void {
    if (typeof method !== 'function') throw new TypeError('The value of a using declaration is not disposable');
    this.#resources.push({ isAsync, dispose: () => Reflect.apply(method, value, []) as unknown });
  }
}

function suppressed(error: unknown, before: unknown): unknown {
  const { SuppressedError: Known } = globalThis as { SuppressedError?: SuppressedErrorConstructor };
  if (Known !== undefined) return new Known(error, before);
  return Object.assign(new Error('an error was suppressed', { cause: before }), {
    name: 'SuppressedError',
    error,
    suppressed: before,
  });
}
