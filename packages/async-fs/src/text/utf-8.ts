import { isAscii, isUtf8 } from 'node:buffer';
import type { Encoding, Step } from './encoding.ts';

/** UTF-8. A byte order mark is an ordinary character here. */
export const utf8: Encoding = {
  name: 'utf-8',
  width: 1,

  decode(bytes, start, end) {
    const part = bytes.subarray(start, end);
    if (isAscii(part)) return part.toString('latin1');
    return isUtf8(part) ? part.toString('utf8') : undefined;
  },

  completeEnd(bytes, start, end) {
    const lead = leadOfTail(bytes, start, end);
    if (lead === undefined) return end;
    const missing = step(bytes, lead, end).isIncomplete === true;
    return missing ? lead : end;
  },

  step,

  encode: (text) => (text.isWellFormed() ? Buffer.from(text, 'utf8') : undefined),
  encodeReason: 'surrogates not allowed',
};

const ASCII_END = 0x80;

function step(bytes: Buffer, start: number, end: number): Step {
  const lead = bytes[start] ?? 0;
  if (lead < ASCII_END) return { length: asciiEnd(bytes, start, end) - start };
  const size = sizeOf(lead);
  if (size === 0) return { length: 1, reason: 'invalid start byte' };
  for (let seen = 1; seen < size; seen++) {
    if (start + seen === end) return { length: seen, reason: 'unexpected end of data', isIncomplete: true };
    const isGood = seen === 1 ? isSecond(lead, bytes[start + 1] ?? 0) : isContinuation(bytes[start + seen] ?? 0);
    if (!isGood) return { length: seen, reason: 'invalid continuation byte' };
  }
  return { length: size };
}

function asciiEnd(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] ?? 0) < ASCII_END) at++;
  return at;
}

/** How many bytes a character with this first byte has; 0 when no character begins with it. */
function sizeOf(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

/** The second byte rules out overlong forms, surrogates and what is beyond U+10FFFF. */
function isSecond(lead: number, byte: number): boolean {
  if (lead === 0xe0) return byte >= 0xa0 && byte < 0xc0;
  if (lead === 0xed) return byte >= 0x80 && byte < 0xa0;
  if (lead === 0xf0) return byte >= 0x90 && byte < 0xc0;
  if (lead === 0xf4) return byte >= 0x80 && byte < 0x90;
  return isContinuation(byte);
}

/** Where the last character begins, if it has more than one byte. */
function leadOfTail(bytes: Buffer, start: number, end: number): number | undefined {
  for (let at = end - 1; at >= start && at >= end - 3; at--) {
    const byte = bytes[at] ?? 0;
    if (byte < ASCII_END) return undefined;
    if (!isContinuation(byte)) return at;
  }
  return undefined;
}
