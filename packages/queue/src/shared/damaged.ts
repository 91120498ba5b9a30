import { RuntimeError } from '@x/future';

/** What to throw when the memory contradicts itself. */
export function damaged(): RuntimeError {
  return new RuntimeError('the memory of the queue is damaged: something else has written to it');
}
