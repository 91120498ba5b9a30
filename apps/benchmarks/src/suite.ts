/** `ours` is what this repository makes, a `peer` does the same work, a `limit` is the least that the platform can do. */
export type Role = 'ours' | 'peer' | 'limit';

/** One way to do the work of a suite. */
export interface Contestant {
  readonly name: string;
  readonly role: Role;
  /** Does the work `size` times, and gives the figure in the suite's unit. */
  run(size: number): Promise<number>;
  /** Whether it can take part on this machine; always, when it is left out. */
  isPresent?(): boolean;
}

/** The same work, done by several contestants in turn. */
export interface Suite {
  readonly name: string;
  /** The work, in a sentence. */
  readonly title: string;
  readonly unit: string;
  /** Whether more of the unit is better, or less. */
  readonly better: 'more' | 'less';
  /** How often the work is done in one run, and in a quick one. */
  readonly size: { readonly full: number; readonly quick: number };
  readonly contestants: readonly Contestant[];
}

/** Operations per second of `work`, which does `count` of them. */
export async function perSecond(count: number, work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (count / (performance.now() - start)) * 1_000;
}

/** Milliseconds that `work` takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
