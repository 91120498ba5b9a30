import { Task, type Coroutine, type EventLoop, type TaskOptions } from '@x/event-loop';
import { VirtualEventLoop, type VirtualLoopOptions } from '@x/event-loop/testing';
import type { CancelledError } from '@x/future';
import type { Runnable, Wait } from '@x/future/context';
import { describeOutcome } from './describe-outcome.ts';
import type { Recorder } from './recorder.ts';

const recorders = new WeakMap<EventLoop, Recorder>();

/** A loop in virtual time that tells a recorder what its tasks do. */
export class TracedLoop extends VirtualEventLoop {
  readonly #recorder: Recorder;

  constructor(recorder: Recorder, options?: VirtualLoopOptions) {
    super(options);
    this.#recorder = recorder;
    recorders.set(this, recorder);
    recorder.useClock(() => this.time());
    this.setTaskFactory((_loop, coroutine, taskOptions) => new TracedTask(this, coroutine, taskOptions));
  }

  override enqueue(entry: Runnable): void {
    this.#recorder.enqueued(entry);
    super.enqueue(entry);
  }
}

class TracedTask<T> extends Task<T> {
  constructor(loop: TracedLoop, coroutine: Coroutine<T>, options: TaskOptions) {
    super(coroutine, { ...options, loop });
  }

  override setName(name: unknown): void {
    super.setName(name);
    this.#recorder.renamed(this);
  }

  override cancel(msg?: unknown): boolean {
    this.#recorder.cancelAsked(this);
    return super.cancel(msg);
  }

  override begin(): void {
    this.#recorder.enter(this, 0);
    super.begin();
    this.#recorder.exit();
  }

  override beginWait(wait: Wait<unknown>): void {
    this.#recorder.beginsWait(wait);
    super.beginWait(wait);
  }

  override beginTurn(): void {
    this.#recorder.turned(this, 1);
    super.beginTurn();
  }

  override endTurn(): CancelledError | undefined {
    this.#recorder.turned(this, -1);
    return super.endTurn();
  }

  override advance(): void {
    this.#recorder.enter(this, 0);
    super.advance();
    this.#recorder.exit();
  }

  protected override complete(state: 'cancelled' | 'finished', failed: boolean, outcome: unknown): void {
    // First, since it wakes those who wait for it.
    this.#recorder.ended(this, describeOutcome(state, failed, outcome));
    super.complete(state, failed, outcome);
  }

  // The base class calls some of these before this class could have set a field.
  get #recorder(): Recorder {
    return recorders.get(this.loop) as Recorder;
  }
}
