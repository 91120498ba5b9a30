/**
 * What becomes of bytes that are no text, and of characters that the encoding does not have.
 *
 * | policy | reading | writing |
 * |---|---|---|
 * | `strict` | `UnicodeDecodeError` | `UnicodeEncodeError` |
 * | `ignore` | left out | left out |
 * | `replace` | U+FFFD | `?` |
 * | `backslashreplace` | `\xff` | `\xe9`, `\u20ac`, `\U0001f600` |
 * | `surrogateescape` | a byte becomes U+DC80…U+DCFF | and a byte again |
 * | `xmlcharrefreplace` | as `strict` | `&#8364;` |
 */
export type ErrorPolicy = (typeof policies)[number];

export const policies = [
  'strict',
  'ignore',
  'replace',
  'backslashreplace',
  'surrogateescape',
  'xmlcharrefreplace',
] as const;

/** The text that stands for undecodable bytes; `undefined` when they are an error. */
export function decodeReplacement(policy: ErrorPolicy, bytes: Uint8Array): string | undefined {
  switch (policy) {
    case 'strict':
    case 'xmlcharrefreplace':
      return undefined;
    case 'ignore':
      return '';
    case 'replace':
      return '\ufffd';
    case 'backslashreplace':
      return Array.from(bytes, (byte) => `\\x${hex(byte, 2)}`).join('');
    case 'surrogateescape':
      // A byte below 128 is never escaped: it could be mistaken for a character that was really there.
      if (bytes.some((byte) => byte < 0x80)) return undefined;
      return String.fromCharCode(...Array.from(bytes, (byte) => ESCAPED + byte));
  }
}

/** What is written for a character that cannot be encoded: text, one byte as it is, or `undefined` for an error. */
export function encodeReplacement(policy: ErrorPolicy, codePoint: number): string | number | undefined {
  switch (policy) {
    case 'strict':
      return undefined;
    case 'ignore':
      return '';
    case 'replace':
      return '?';
    case 'backslashreplace':
      if (codePoint <= 0xff) return `\\x${hex(codePoint, 2)}`;
      return codePoint <= 0xffff ? `\\u${hex(codePoint, 4)}` : `\\U${hex(codePoint, 8)}`;
    case 'surrogateescape':
      return codePoint >= ESCAPED + 0x80 && codePoint <= ESCAPED + 0xff ? codePoint - ESCAPED : undefined;
    case 'xmlcharrefreplace':
      return `&#${codePoint};`;
  }
}

/** The lone surrogate for byte 0; bytes 0x80 to 0xFF become U+DC80 to U+DCFF (PEP 383). */
const ESCAPED = 0xdc00;

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
