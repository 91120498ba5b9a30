import type { HandleLike } from './scope.ts';

const LONGEST = 2 ** 31 - 1;

/** A global timer of any length, in milliseconds: Node fires at once beyond 2^31, so longer ones are chained. */
export function startTimer(delay: number, callback: () => void): HandleLike {
  let timer = setTimeout(next, Math.min(delay, LONGEST), delay);
  function next(left: number): void {
    if (left <= LONGEST) callback();
    else timer = setTimeout(next, Math.min(left - LONGEST, LONGEST), left - LONGEST);
  }
  return { cancel: () => clearTimeout(timer) };
}
