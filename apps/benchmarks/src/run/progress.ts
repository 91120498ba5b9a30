import { MultiBar, Presets } from 'cli-progress';

/** A line that tells how far the run is, and how long it will still take, where somebody watches. */
export interface Progress extends Disposable {
  /** One more step begins. */
  step(what: string): void;
  /** Prints a text above the line. */
  print(text: string): void;
}

/** Begins a run of so many steps. */
export function startProgress(steps: number): Progress {
  if (!process.stderr.isTTY) return { step: () => undefined, print: console.log, [Symbol.dispose]: () => undefined };
  const format = '{bar} {percentage} %, {eta_formatted} left, {what}';
  const bars = new MultiBar({ format, hideCursor: true, etaBuffer: 50, clearOnComplete: true }, Presets.shades_grey);
  const bar = bars.create(steps, 0, { what: '' });
  let begun = 0;
  return {
    step(what) {
      bar.update(begun, { what });
      begun += 1;
    },
    print: (text) => {
      // The line and the tables may go to different places.
      if (process.stdout.isTTY) bars.log(`${text}\n`);
      else console.log(text);
    },
    [Symbol.dispose]: () => bars.stop(),
  };
}
