/** `ours` is what this repository makes, a `peer` does the same work, a `limit` is the least that the platform can do. */
export type Role = 'ours' | 'peer' | 'limit';

/** One way to do the work of a suite. */
export type Contestant = JavaScriptContestant | PythonContestant;

export interface JavaScriptContestant {
  readonly name: string;
  readonly role: Role;
  /**
   * Does the work `size` times, and gives the figure in the suite's unit. Where others have to be warm too, as the
   * threads of a pool, they are made so first, but not in the run that is a warm-up itself.
   */
  readonly run: (size: number, isWarmup?: boolean) => number | Promise<number>;
}

/** A peer in Python: a program that reads the size from `sys.argv[1]` and prints its figure. */
export interface PythonContestant {
  readonly name: string;
  readonly role: 'peer';
  readonly script: string;
  /** A module that has to be there; without it the contestant stays away. */
  readonly needs?: string;
}

/** The same work, done by several contestants in turn. */
export interface Suite {
  readonly name: string;
  /** The work, in a sentence. */
  readonly title: string;
  readonly unit: string;
  /** Whether more of the unit is better, or less. */
  readonly better: 'more' | 'less';
  /** How often the work is done in one run, and in a quick one; left out where there is a `scale`. */
  readonly size?: Extent<number>;
  /**
   * Makes it a suite of how cost grows: each contestant does the work at each of these sizes and gives the milliseconds
   * it took; the figure is how many times as long ten times as much takes, on the curve `size ^ exponent` through them.
   */
  readonly scale?: Scale;
  /** `false` where the first time is what counts; else each process does a part of the work first, to be compiled. */
  readonly warmsUp?: false;
  readonly contestants: readonly Contestant[];
}

/** Something for a full run, and for a quick one. */
export interface Extent<T> {
  readonly full: T;
  readonly quick: T;
}

export interface Scale extends Extent<readonly number[]> {
  /** What there is more and more of. */
  readonly of: string;
}

/** Operations per second of `work`, which does `count` of them. */
export async function perSecond(count: number, work: () => unknown): Promise<number> {
  return (count / (await milliseconds(work))) * 1_000;
}

/** Milliseconds that `work` takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
