import { registerError } from '@x/future';

export class Dud extends Error {
  override readonly name = 'Dud';
  readonly args: readonly unknown[];

  constructor(...args: readonly unknown[]) {
    super(args.join(' '));
    this.args = args;
  }
}

registerError(Dud);

export function area(side: number): number {
  if (side < 0) throw new Dud('side', side);
  return side * side;
}

export function box(width: number, height: number, options: { readonly depth?: number } = {}): number {
  return width * height * (options.depth ?? 1);
}
