import { pad } from './pad.ts';
import type { FormatSpec } from './spec.ts';

/** Python's `format(text, spec)`: the precision cuts, the width fills. */
export function formatString(text: string, spec: FormatSpec): string {
  const cut = spec.precision === undefined ? text : Array.from(text).slice(0, spec.precision).join('');
  return pad('', cut, spec);
}
