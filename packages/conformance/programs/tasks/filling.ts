import { registerError } from '@x/future';

export class Overflow extends Error {
  override readonly name = 'Overflow';
  readonly args: readonly [tank: string, litres: number];
  readonly litres: number;

  constructor(tank: string, litres: number) {
    super(`${tank} ${litres}`);
    this.args = [tank, litres];
    this.litres = litres;
  }
}

registerError(Overflow);

export function fill(tank: string, litres: number): string {
  if (litres > 100) throw new Overflow(tank, litres);
  return `${tank}:${litres}`;
}
