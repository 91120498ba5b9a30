import { registerError } from '@x/future';

export class Blunt extends Error {
  override readonly name = 'Blunt';
}

registerError(Blunt);

export function sharpen(tool: string, milliseconds: number | { readonly milliseconds: number }): string {
  const limit = typeof milliseconds === 'number' ? milliseconds : milliseconds.milliseconds;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, limit);
  if (tool === 'spoon') throw new Blunt(tool);
  return tool.toUpperCase();
}

export function title(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
