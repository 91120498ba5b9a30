import { registerError } from '@x/future';

export class OutOfStock extends Error {
  override readonly name = 'OutOfStock';
  readonly good: string;

  constructor(good: string, wanted: number) {
    super(`there are no ${wanted} ${good}s`);
    this.good = good;
  }
}
registerError(OutOfStock); // here, so that program and worker both do it

export function take(good: string, wanted: number): void {
  throw new OutOfStock(good, wanted);
}
