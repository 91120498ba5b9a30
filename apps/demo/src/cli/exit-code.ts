/** What the program tells the shell. */
export const EXIT = {
  /** Every page was surveyed. */
  ok: 0,
  /** The survey is there, and some of it is missing: pages failed, or the time ran out. */
  incomplete: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** Not even the first page could be surveyed. */
  unreachable: 3,
  /** The output folder cannot be written. */
  output: 4,
  /** A mistake in this program. */
  defect: 70,
  /** Ctrl-C, as shells count it: 128 and the number of the signal. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
