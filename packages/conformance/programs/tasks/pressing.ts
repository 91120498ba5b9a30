import { registerError } from '@x/future';

export class Stuck extends Error {
  override readonly name = 'Stuck';
  readonly args: readonly unknown[];

  constructor(...args: readonly unknown[]) {
    super(args.join(' '));
    this.args = args;
  }
}

registerError(Stuck);

export function press(grapes: number): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, grapes * 10);
  if (grapes === 13) throw new Stuck('press', grapes);
  return grapes * 7;
}
