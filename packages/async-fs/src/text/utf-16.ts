import type { Encoding, Step } from './encoding.ts';

/** UTF-16 in one of its byte orders, without a byte order mark of its own. */
function utf16(order: 'le' | 'be'): Encoding {
  const isBig = order === 'be';
  const unitAt = (bytes: Buffer, at: number): number => (isBig ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at));

  function step(bytes: Buffer, start: number, end: number): Step {
    if (end - start < 2) return { length: end - start, reason: 'truncated data', isIncomplete: true };
    const unit = unitAt(bytes, start);
    if (!isSurrogate(unit)) return { length: 2 };
    if (unit >= LOW_SURROGATES) return { length: 2, reason: 'illegal encoding' };
    if (end - start < 4) return { length: end - start, reason: 'unexpected end of data', isIncomplete: true };
    const isPair = isSurrogate(unitAt(bytes, start + 2)) && unitAt(bytes, start + 2) >= LOW_SURROGATES;
    return isPair ? { length: 4 } : { length: 2, reason: 'illegal UTF-16 surrogate' };
  }

  return {
    name: `utf-16-${order}`,
    width: 2,

    decode(bytes, start, end) {
      if ((end - start) % 2 !== 0) return undefined;
      const part = isBig ? Buffer.from(bytes.subarray(start, end)).swap16() : bytes.subarray(start, end);
      const text = part.toString('utf16le');
      return text.isWellFormed() ? text : undefined;
    },

    completeEnd(bytes, start, end) {
      const whole = end - ((end - start) % 2);
      if (whole === start) return whole;
      const last = unitAt(bytes, whole - 2);
      return isSurrogate(last) && last < LOW_SURROGATES ? whole - 2 : whole;
    },

    step,

    encode(text) {
      if (!text.isWellFormed()) return undefined;
      const bytes = Buffer.from(text, 'utf16le');
      return isBig ? bytes.swap16() : bytes;
    },
    encodeReason: 'surrogates not allowed',
  };
}

const LOW_SURROGATES = 0xdc00;

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xe000;
}

export const utf16le: Encoding = utf16('le');
export const utf16be: Encoding = utf16('be');
