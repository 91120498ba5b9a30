/** The names that compiled code uses for itself. */
export const NAMES = {
  /** The runtime. */
  runtime: '__x',
  /** The `arguments` of the function around an async arrow. */
  arguments: '__xArguments',
  /** Reads a property of the method's `super`. */
  super: '__xSuper',
  /** Parameters that are handed through; followed by a number. */
  parameter: '__xP',
  /** The parameters behind those. */
  rest: '__xRest',
  /** The iteration of a `for await`; followed by a number. */
  iteration: '__xLoop',
  /** What a block has to dispose of; followed by a number. */
  disposal: '__xScope',
  /** A caught error. */
  error: '__xError',
} as const;
