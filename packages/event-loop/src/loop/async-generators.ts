import type { EventLoop } from './event-loop.ts';

/** The async generators that a loop closes at its end, if they are not finished. */
export class AsyncGenerators {
  readonly #loop: EventLoop;
  readonly #open = new Set<AsyncGenerator<unknown, unknown, unknown>>();
  #isShutDown = false;

  constructor(loop: EventLoop) {
    this.#loop = loop;
  }

  /** Notes a generator until it is finished or the loop shuts its generators down. */
  track<T, R, N>(generator: AsyncGenerator<T, R, N>): AsyncGenerator<T, R, N> {
    if (this.#isShutDown) console.warn('asynchronous generator was scheduled after loop.shutdownAsyncgens() call');
    this.#open.add(generator);
    return generator;
  }

  async shutdown(): Promise<void> {
    this.#isShutDown = true;
    const generators = [...this.#open];
    this.#open.clear();
    const closed = await Promise.allSettled(generators.map((generator) => generator.return(undefined)));
    for (const [index, result] of closed.entries()) {
      if (result.status === 'fulfilled') continue;
      this.#loop.callExceptionHandler({
        message: 'an error occurred during closing of an asynchronous generator',
        exception: result.reason,
        asyncgen: generators[index],
      });
    }
  }
}
