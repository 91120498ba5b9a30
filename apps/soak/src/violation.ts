/** What must hold of every program, whatever goes wrong in it. */
export type Invariant =
  | 'every task settles exactly once'
  | 'no task runs twice, or after it was cancelled'
  | 'every outcome is the right one'
  | 'no item is lost or doubled'
  | 'files hold what was written'
  | 'nothing fails unseen'
  | 'nothing is left behind'
  | 'memory returns to its base'
  | 'the process can exit';

/** An invariant that did not hold. */
export interface Violation {
  readonly invariant: Invariant;
  readonly text: string;
}
