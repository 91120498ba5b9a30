import { registerError } from '@x/future';

export class Spoiled extends Error {
  override readonly name = 'Spoiled';
  readonly args: readonly [what: string, days: number];
  readonly days: number;

  constructor(what: string, days: number) {
    super(`${what} ${days}`);
    this.args = [what, days];
    this.days = days;
  }
}

// On both sides, so that it is a Spoiled again where the future is.
registerError(Spoiled);

export function store(what: string, milliseconds: number): string {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  if (what === 'milk') throw new Spoiled(what, 9);
  return what;
}
