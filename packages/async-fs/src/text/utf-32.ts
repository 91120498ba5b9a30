import type { Encoding, Step } from './encoding.ts';

/** UTF-32 in one of its byte orders, without a byte order mark of its own. */
function utf32(order: 'le' | 'be'): Encoding {
  const isBig = order === 'be';

  function step(bytes: Buffer, start: number, end: number): Step {
    if (end - start < 4) return { length: end - start, reason: 'truncated data', isIncomplete: true };
    const point = isBig ? bytes.readUInt32BE(start) : bytes.readUInt32LE(start);
    if (point > 0x10ffff) return { length: 4, reason: 'code point not in range(0x110000)' };
    if (point >= 0xd800 && point < 0xe000) {
      return { length: 4, reason: 'code point in surrogate code point range(0xd800, 0xe000)' };
    }
    return { length: 4 };
  }

  return {
    name: `utf-32-${order}`,
    width: 4,

    decode(bytes, start, end) {
      let text = '';
      for (let at = start; at < end; at += 4) {
        if (step(bytes, at, end).reason !== undefined) return undefined;
        text += String.fromCodePoint(isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
      }
      return text;
    },

    completeEnd: (_bytes, start, end) => end - ((end - start) % 4),

    step,

    encode(text) {
      if (!text.isWellFormed()) return undefined;
      const points = Array.from(text, (char) => char.codePointAt(0) ?? 0);
      const bytes = Buffer.allocUnsafe(points.length * 4);
      points.forEach((point, index) => {
        if (isBig) bytes.writeUInt32BE(point, index * 4);
        else bytes.writeUInt32LE(point, index * 4);
      });
      return bytes;
    },
    encodeReason: 'surrogates not allowed',
  };
}

export const utf32le: Encoding = utf32('le');
export const utf32be: Encoding = utf32('be');
