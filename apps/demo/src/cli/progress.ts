import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { formatCount, formatDuration } from '../text/format.ts';

/** Tells people how far a survey is. */
export interface Progress extends Disposable {
  /** A survey begins. */
  begin(): void;
  /** So many visits are over, of so many addresses known by now. */
  update(visited: number, known: number): void;
  /** Says something that stays. */
  note(text: string): void;
}

/** A bar on a terminal, plain lines elsewhere: in files and logs a bar is noise. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? new ProgressBar(stream) : new ProgressLines(stream);
}

class ProgressBar implements Progress {
  readonly #stream: NodeJS.WriteStream;
  #bars: MultiBar | undefined;
  #bar: SingleBar | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  begin(): void {
    this.#end();
  }

  update(visited: number, known: number): void {
    this.#bars ??= createBars(this.#stream);
    this.#bar ??= this.#bars.create(known, visited);
    this.#bar.setTotal(known);
    this.#bar.update(visited);
  }

  note(text: string): void {
    if (this.#bars === undefined) this.#stream.write(`${text}\n`);
    else this.#bars.log(`${text}\n`);
  }

  [Symbol.dispose](): void {
    this.#end();
  }

  #end(): void {
    // Notes are written when the bar is drawn next.
    this.#bars?.update();
    this.#bars?.stop();
    this.#bars = undefined;
    this.#bar = undefined;
  }
}

/** One bar; only a group of bars can have notes above it. */
function createBars(stream: NodeJS.WriteStream): MultiBar {
  const options = {
    stream,
    format: '{bar} {value} of {total} pages, {duration_formatted}',
    clearOnComplete: true,
    // Notes may be longer than a line.
    linewrap: true,
    // Ctrl-C is the program's own business.
    gracefulExit: false,
  };
  return new MultiBar(options, Presets.shades_classic);
}

/** How often a log wants to hear of it, in milliseconds. */
const INTERVAL = 1000;

class ProgressLines implements Progress {
  readonly #stream: NodeJS.WritableStream;
  #startedAt = 0;
  #next = 0;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  begin(): void {
    this.#startedAt = performance.now();
    this.#next = INTERVAL;
  }

  update(visited: number, known: number): void {
    const time = performance.now() - this.#startedAt;
    if (time < this.#next) return;
    this.#next = time + INTERVAL;
    this.note(`  ${formatCount(visited)} of ${formatCount(known)} pages after ${formatDuration(time)}`);
  }

  note(text: string): void {
    this.#stream.write(`${text}\n`);
  }

  [Symbol.dispose](): void {}
}
