import { currentScope, type Scope } from '@x/future/context';
import type { Awaited, Body } from './async.ts';
import { inScope, noteAwait, plainThen, promiseOf } from './scoped.ts';

type Method = 'next' | 'throw' | 'return';

interface Request {
  readonly method: Method;
  readonly sent: unknown;
  readonly scope: Scope | undefined;
  readonly resolve: (result: IteratorResult<unknown>) => void;
  readonly reject: (error: unknown) => void;
}

/** What the body of an async generator gives out, as opposed to what it awaits. */
class Out {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** What comes from another generator: it is not awaited again, and hears itself how to go on. */
class Delegated extends Out {}

/** Makes the body return, at the `yield*` where it stands. */
class Leave extends Out {}

/** `yield value`. */
export function out(value: unknown): Out {
  return new Out(value);
}

/** Makes the object that a call of an async generator function gives. */
export function asyncGenerator(self: unknown, args: ArrayLike<unknown>, body: Body): CompiledGenerator {
  return new CompiledGenerator(Reflect.apply(body, self, args) as ReturnType<Body>);
}

/** An async generator: requests are answered one after the other, each as code of who asked. */
class CompiledGenerator implements AsyncGenerator {
  readonly #steps: Generator<unknown, unknown>;
  readonly #requests: Request[] = [];
  #isDelegating = false;
  #state: 'new' | 'suspended' | 'running' | 'over' = 'new';

  constructor(steps: Generator<unknown, unknown>) {
    this.#steps = steps;
  }

  get [Symbol.toStringTag](): string {
    return 'AsyncGenerator';
  }

  next(value?: unknown): Promise<IteratorResult<unknown>> {
    return this.#request('next', value);
  }

  return(value?: unknown): Promise<IteratorResult<unknown>> {
    return this.#request('return', value);
  }

  throw(error?: unknown): Promise<IteratorResult<unknown>> {
    return this.#request('throw', error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #request(method: Method, sent: unknown): Promise<IteratorResult<unknown>> {
    return new Promise((resolve, reject) => {
      this.#requests.push({ method, sent, scope: currentScope(), resolve, reject });
      if (this.#state !== 'running') this.#answer();
    });
  }

  /** Takes up the request that is first. */
  #answer(): void {
    const request = this.#requests[0];
    if (request === undefined) return;
    const { method, sent } = request;
    if (this.#state === 'new' && method !== 'next') this.#state = 'over';
    const isOver = this.#state === 'over';
    this.#state = 'running';
    const isDelegating = this.#isDelegating;
    this.#isDelegating = false;
    if (isDelegating) {
      const tell = (how: Method, value: unknown): void => this.#step(request, 'next', [how, value]);
      if (method !== 'return') tell(method, sent);
      else
        this.#await(
          request,
          sent,
          (value) => tell('return', value),
          (error) => tell('throw', error),
        );
    } else if (method === 'return') {
      this.#await(
        request,
        sent,
        (value) => (isOver ? this.#end(request, false, value) : this.#step(request, 'return', value)),
        (error) => (isOver ? this.#end(request, true, error) : this.#step(request, 'throw', error)),
      );
    } else if (isOver) {
      this.#end(request, method === 'throw', method === 'throw' ? sent : undefined);
    } else {
      this.#step(request, method, sent);
    }
  }

  #step(request: Request, method: Method, sent: unknown, line = 0): void {
    let step: IteratorResult<unknown, unknown>;
    try {
      step = inScope(request.scope, line, () => this.#steps[method](sent));
    } catch (error) {
      this.#end(request, true, error);
      return;
    }
    const { value } = step;
    const fail = (error: unknown): void => this.#step(request, 'throw', error, line);
    if (step.done === true) {
      this.#end(request, false, value);
    } else if (value instanceof Leave) {
      this.#step(request, 'return', value.value);
    } else if (!(value instanceof Out)) {
      const [at, awaited] = value as Awaited;
      noteAwait(request.scope, at);
      this.#await(request, awaited, (result) => this.#step(request, 'next', result, at), fail);
    } else if (value instanceof Delegated) {
      this.#isDelegating = true;
      this.#give(request, value.value);
    } else {
      this.#await(request, value.value, (result) => this.#give(request, result), fail);
    }
  }

  #give(request: Request, value: unknown): void {
    this.#state = 'suspended';
    this.#requests.shift();
    request.resolve({ value, done: false });
    this.#answer();
  }

  #end(request: Request, failed: boolean, outcome: unknown): void {
    this.#state = 'over';
    this.#requests.shift();
    if (failed) request.reject(outcome);
    else request.resolve({ value: outcome, done: true });
    this.#answer();
  }

  #await(request: Request, value: unknown, onValue: (value: unknown) => void, onError: (error: unknown) => void): void {
    let promise: Promise<unknown>;
    try {
      promise = promiseOf(request.scope, value);
    } catch (error) {
      onError(error);
      return;
    }
    plainThen(promise, onValue, onError);
  }
}

/** `yield* iterable` in an async generator. */
export function* delegate(iterable: unknown): Generator<unknown, unknown> {
  const iterator = asyncIteratorOf(iterable);
  let [method, sent]: [Method, unknown] = ['next', undefined];
  for (;;) {
    const answer: unknown = Reflect.get(iterator, method);
    if (answer === undefined) {
      if (method === 'return') yield new Leave(sent);
      yield [0, iterator.return?.()];
      throw new TypeError('The iterator does not provide a throw method');
    }
    const step = (yield [0, Reflect.apply(answer as () => unknown, iterator, [sent])]) as IteratorResult<
      unknown,
      unknown
    >;
    if (step.done === true && method === 'return') yield new Leave(step.value);
    if (step.done === true) return step.value;
    [method, sent] = (yield new Delegated(step.value)) as [Method, unknown];
  }
}

/** The async iterator of anything that `for await` takes. */
export function asyncIteratorOf(iterable: unknown): AsyncIterator<unknown, unknown> {
  const { [Symbol.asyncIterator]: make } = iterable as { readonly [Symbol.asyncIterator]?: unknown };
  if (make != null) return Reflect.apply(make as () => unknown, iterable, []) as AsyncIterator<unknown, unknown>;
  const iterator = (iterable as Iterable<unknown, unknown>)[Symbol.iterator]();
  return {
    next: (value?: unknown) => settledStep(iterator.next(value)),
    return: (value?: unknown) => {
      const step = iterator.return?.(value);
      return step === undefined ? Promise.resolve({ done: true, value }) : settledStep(step);
    },
  };
}

function settledStep({ done = false, value }: IteratorResult<unknown, unknown>): Promise<IteratorResult<unknown>> {
  return Promise.resolve(value).then((settled) => ({ done, value: settled }));
}
