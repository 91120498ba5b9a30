import { EXIT } from './exit-code.ts';

/**
 * Tells people what Ctrl-C does, and ends the program at once when it comes again.
 *
 * @remarks
 * Call it in the main task: the first Ctrl-C cancels that, unless somebody listens before it runs.
 */
export function watchInterrupts(): Disposable {
  let presses = 0;
  const onInterrupt = (): void => {
    presses += 1;
    if (presses > 1) process.exit(EXIT.interrupted);
    process.stderr.write('\nCtrl-C: finishing what is being written (again: end at once) ...\n');
  };
  process.on('SIGINT', onInterrupt);
  return { [Symbol.dispose]: () => void process.off('SIGINT', onInterrupt) };
}
