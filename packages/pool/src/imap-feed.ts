import type { ChunkResult } from '@x/executor';
import type { Future } from '@x/future';
import { bindToCaller, currentScope, runInScope } from '@x/future/context';
import type { ChunkSource, Read } from './imap-source.ts';
import { failureOf } from './pool-future.ts';

/** What came out for one item of the input. */
export type Item<R> = { readonly value: R } | { readonly error: unknown };

/** How chunks get done. */
export interface ChunkRunner<T, R> {
  /** Sends a chunk to the workers. */
  submit(rows: readonly T[]): Future<ChunkResult<R>>;
  /** The error of a chunk or item as the caller is to see it. */
  translate(error: unknown): unknown;
  /** Nothing more will be submitted. */
  onExhausted(): void;
}

/** A place among the results: of a chunk of the input, from its being read until its results are taken. */
export interface Place<R> {
  /** Its task; missing while the input is still being read. */
  call: Future<ChunkResult<R>> | undefined;
  /** Its results, once they are there. */
  items: Item<R>[] | undefined;
}

/**
 * Reads an input chunk by chunk, has the chunks done, and keeps their places in the order of the input. No more than a
 * window of them is open at a time.
 */
export class Feed<T, R> {
  readonly places: Place<R>[] = [];
  readonly #source: ChunkSource<T>;
  readonly #read: () => Read<T> | Promise<Read<T>>;
  readonly #runner: ChunkRunner<T, R>;
  readonly #window: number;
  readonly #onChange: () => void;
  #isReading = false;
  #isExhausted = false;
  #isDraining = false;

  constructor(source: ChunkSource<T>, runner: ChunkRunner<T, R>, window: number, onChange: () => void) {
    this.#source = source;
    // Reading ahead is nobody's task, but it belongs to the loop and context of whoever has asked for the results.
    const scope = { task: undefined, loop: currentScope()?.loop };
    this.#read = bindToCaller(() => runInScope(scope, () => source.read()));
    this.#runner = runner;
    this.#window = window;
    this.#onChange = onChange;
  }

  /** Whether all of the input has been read and taken. */
  get isOver(): boolean {
    return this.#isExhausted && this.places.length === 0;
  }

  /** Whether nothing more will be submitted. */
  get isExhausted(): boolean {
    return this.#isExhausted;
  }

  /** The tasks that are not done. */
  get calls(): Future<unknown>[] {
    return this.places.flatMap(({ call, items }) => (call === undefined || items !== undefined ? [] : [call]));
  }

  /** Reads as far ahead as the window allows. */
  fill(): void {
    while (!this.#isReading && !this.#isExhausted && this.#open < this.#window) {
      const place: Place<R> = { call: undefined, items: undefined };
      this.places.push(place);
      this.#isReading = true;
      const read = this.#read();
      if (read instanceof Promise) {
        void read.then((late) => {
          this.#receive(place, late);
          this.fill();
        });
        return;
      }
      this.#receive(place, read);
    }
  }

  /** From here on results are waited for, but not for their being taken: somebody waits for the end of the input. */
  drain(): void {
    this.#isDraining = true;
    this.fill();
  }

  /** Takes a place whose items have all been taken off the list. */
  release(place: Place<R>): void {
    this.places.splice(this.places.indexOf(place), 1);
    this.fill();
  }

  /** Lets go of the input, takes back what has not begun, and forgets the rest; with an error, that comes last. */
  close(end?: { readonly error: unknown }): void {
    const calls = this.calls;
    const open = this.places.findIndex(({ items }) => items === undefined);
    if (end === undefined) this.places.length = 0;
    else if (open >= 0) this.places.splice(open, Infinity, { call: undefined, items: [end] });
    else if (!this.#isExhausted) this.places.push({ call: undefined, items: [end] });
    for (const call of calls) call.cancel();
    this.#exhaust();
    this.#onChange();
  }

  get #open(): number {
    return this.#isDraining ? this.places.filter(({ items }) => items === undefined).length : this.places.length;
  }

  #receive(place: Place<R>, read: Read<T>): void {
    this.#isReading = false;
    // Closed meanwhile.
    if (this.#isExhausted) return;
    if ('error' in read) {
      this.#settle(place, [read]);
      this.#exhaust();
      return;
    }
    if (read.rows.length === 0) this.places.splice(this.places.indexOf(place), 1);
    else this.#send(place, read.rows);
    if (read.isLast) this.#exhaust();
    this.#onChange();
  }

  #send(place: Place<R>, rows: readonly T[]): void {
    try {
      const call = this.#runner.submit(rows);
      place.call = call;
      call.addDoneCallback(() => {
        const failure = failureOf(call);
        if (failure === undefined) this.#settle(place, this.#itemsOf(call.result()));
        else this.#settle(place, [{ error: this.#runner.translate(failure.error) }]);
        if (this.#isDraining) this.fill();
      });
    } catch (error) {
      // The pool takes nothing more.
      this.#settle(place, [{ error }]);
      this.#exhaust();
    }
  }

  #settle(place: Place<R>, items: Item<R>[]): void {
    place.items = items;
    if (this.places.includes(place)) this.#onChange();
  }

  #itemsOf({ values, failures }: ChunkResult<R>): Item<R>[] {
    return values.map((value, index) =>
      failures.has(index) ? { error: this.#runner.translate(failures.get(index)) } : { value },
    );
  }

  #exhaust(): void {
    if (this.#isExhausted) return;
    this.#isExhausted = true;
    this.#source.close();
    this.#runner.onExhausted();
  }
}
