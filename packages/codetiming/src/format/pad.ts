import type { FormatSpec } from './spec.ts';

/** Fills `sign` and `text` up to the width of the specification, counted in code points as Python does. */
export function pad(sign: string, text: string, { width, align, fill }: FormatSpec): string {
  const missing = width - sign.length - Array.from(text).length;
  if (missing <= 0) return sign + text;
  switch (align) {
    case '<':
      return sign + text + fill.repeat(missing);
    case '>':
      return fill.repeat(missing) + sign + text;
    case '=':
      return sign + fill.repeat(missing) + text;
    case '^': {
      const left = Math.floor(missing / 2);
      return fill.repeat(left) + sign + text + fill.repeat(missing - left);
    }
  }
}
