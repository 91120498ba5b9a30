import { isAscii } from 'node:buffer';
import type { Encoding } from './encoding.ts';
import { upperHalves } from './code-pages.ts';

export const ascii: Encoding = {
  ...singleByte('ascii', 'ordinal not in range(128)', 'ordinal not in range(128)'),

  decode(bytes, start, end) {
    const part = bytes.subarray(start, end);
    return isAscii(part) ? part.toString('latin1') : undefined;
  },

  step: (bytes, start) => ((bytes[start] ?? 0) < 0x80 ? ONE : { length: 1, reason: 'ordinal not in range(128)' }),

  encode: (text) => (/^[\0-\x7f]*$/.test(text) ? Buffer.from(text, 'latin1') : undefined),
};

export const latin1: Encoding = {
  ...singleByte('latin-1', '', 'ordinal not in range(256)'),
  decode: (bytes, start, end) => bytes.toString('latin1', start, end),
  step: () => ONE,

  encode: (text) => (/^[\0-\xff]*$/.test(text) ? Buffer.from(text, 'latin1') : undefined),
};

/** A code page: ASCII below 128, and a table of its own above. */
function codePage(upper: string): Encoding {
  const isDefined = (byte: number): boolean => byte < 0x80 || upper[byte - 0x80] !== UNDEFINED;
  const byteOf = new Map(Array.from(upper, (char, index) => [char, index + 0x80] as const));
  byteOf.delete(UNDEFINED);
  const reason = 'character maps to <undefined>';

  return {
    ...singleByte('charmap', reason, reason),

    decode(bytes, start, end) {
      const part = bytes.subarray(start, end);
      if (isAscii(part)) return part.toString('latin1');
      if (!part.every(isDefined)) return undefined;
      return part.toString('latin1').replace(NON_ASCII, (char) => upper[char.charCodeAt(0) - 0x80] ?? '');
    },

    step: (bytes, start) => (isDefined(bytes[start] ?? 0) ? ONE : { length: 1, reason }),

    encode(text) {
      const unknown = text.match(NON_ASCII)?.find((char) => !byteOf.has(char));
      if (unknown !== undefined) return undefined;
      const mapped = text.replace(NON_ASCII, (char) => String.fromCharCode(byteOf.get(char) ?? 0));
      return Buffer.from(mapped, 'latin1');
    },
  };
}

/** The code pages by name, built when first asked for. */
export function namedCodePage(name: string): Encoding | undefined {
  const upper = upperHalves.get(name);
  if (upper === undefined) return undefined;
  const known = built.get(name) ?? codePage(upper);
  built.set(name, known);
  return known;
}

const built = new Map<string, Encoding>();
const ONE = { length: 1 };
const UNDEFINED = '\ufffd';
const NON_ASCII = /[^\0-\x7f]/gu;

/** What all encodings of one byte per character share. */
function singleByte(name: string, decodeReason: string, encodeReason: string): Encoding {
  return {
    name,
    width: 1,
    decode: () => undefined,
    completeEnd: (_bytes, _start, end) => end,
    step: () => ({ length: 1, reason: decodeReason }),
    encode: () => undefined,
    encodeReason,
  };
}
