import { adopt, release, withoutSignals } from './orphans.ts';
import { reap, spare } from './reaper.ts';

/**
 * Sees to it that a child process does not outlive the program: it is killed when the program exits, or is ended by a
 * signal, SIGKILL included.
 */
export function endWithProgram(pid: number): void {
  adopt(pid);
  reap(pid);
}

/** Takes back {@link endWithProgram}: the child process has ended. */
export function endedAlready(pid: number): void {
  release(pid);
  spare(pid);
}

/**
 * Blocks the thread in `block`, and lets signals do meanwhile what they do without {@link endWithProgram}: a thread that
 * is blocked could not act on them.
 */
export function blockOpenly(block: () => void): void {
  withoutSignals(block);
}
