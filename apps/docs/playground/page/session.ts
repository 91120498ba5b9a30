import type { Command, Failure, Report, TraceEvent } from '../trace.ts';

/** How long a program may keep its worker from answering, in milliseconds. */
export const PATIENCE = 5_000;
const PERIOD = 250;

/** How a run ended. */
export type Ending =
  | { readonly kind: 'done' | 'stopped' | 'stuck' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'limit'; readonly events: number };

/** Who is told of a run. */
export interface SessionListener {
  onEvent(event: TraceEvent): void;
  onEnd(ending: Ending): void;
}

/** One run of a program, in a worker of its own: whatever the program does, the page stays alive. */
export class Session {
  readonly #worker = new Worker(new URL('../worker/main.ts', import.meta.url), { type: 'module' });
  readonly #listener: SessionListener;
  readonly #timer: ReturnType<typeof setInterval>;
  #lastAnswer: number | undefined;
  #isOver = false;

  constructor(text: string, listener: SessionListener) {
    this.#listener = listener;
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Report>) => this.#hear(data));
    this.#worker.addEventListener('error', ({ message }) => {
      this.#end({
        kind: 'failed',
        failure: { text: message === '' ? 'the worker could not be loaded' : message, lines: [] },
      });
    });
    this.#send({ type: 'ping' });
    this.#send({ type: 'run', text });
    this.#timer = setInterval(() => this.#check(), PERIOD);
  }

  /** Ends the program where it is. */
  stop(): void {
    this.#end({ kind: 'stopped' });
    this.#worker.terminate();
  }

  #hear(report: Report): void {
    this.#lastAnswer = performance.now();
    if (report.type === 'event') this.#listener.onEvent(report.event);
    else if (report.type === 'failed') this.#end({ kind: 'failed', failure: report.failure });
    else if (report.type === 'done') this.#end({ kind: 'done' });
    else if (report.type === 'limit') this.#kill({ kind: 'limit', events: report.events });
  }

  #check(): void {
    // Loading takes the time that it takes: the first answer starts the clock.
    if (this.#lastAnswer !== undefined && performance.now() - this.#lastAnswer > PATIENCE)
      this.#kill({ kind: 'stuck' });
    else this.#send({ type: 'ping' });
  }

  #kill(ending: Ending): void {
    this.#worker.terminate();
    this.#end(ending);
  }

  #end(ending: Ending): void {
    clearInterval(this.#timer);
    if (this.#isOver) return;
    this.#isOver = true;
    this.#listener.onEnd(ending);
  }

  #send(command: Command): void {
    this.#worker.postMessage(command);
  }
}
