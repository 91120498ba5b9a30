/** Why a program cannot be compiled, and where. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
  readonly code = 'ERR_COMPILE';
  /** The line of the program, counted from 1. */
  readonly line: number;

  constructor(message: string, line: number, options?: ErrorOptions) {
    super(message, options);
    this.line = line;
  }
}
