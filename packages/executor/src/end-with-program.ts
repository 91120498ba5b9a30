import { adopt, release, withoutSignals } from './orphans.ts';

/**
 * Sees to it that a child process does not outlive the program: it is killed when the program exits, or is ended by
 * SIGINT, SIGTERM or SIGHUP without handling it.
 */
export function endWithProgram(pid: number): void {
  adopt(pid);
}

/** Takes back {@link endWithProgram}: the child process has ended. */
export function endedAlready(pid: number): void {
  release(pid);
}

/**
 * Blocks the thread in `block`, and lets signals do meanwhile what they do without {@link endWithProgram}: a thread that
 * is blocked could not act on them.
 */
export function blockOpenly(block: () => void): void {
  withoutSignals(block);
}
