import { registerError } from '@x/future';

export class Rotten extends Error {
  override readonly name = 'Rotten';
  readonly args: readonly unknown[];

  constructor(...args: readonly unknown[]) {
    super(args.join(' '));
    this.args = args;
  }
}

registerError(Rotten);

export function crack(nut: string, force = 1): string {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
  if (nut === 'bad') throw new Rotten(nut, force);
  return `${nut} by ${force}`;
}
