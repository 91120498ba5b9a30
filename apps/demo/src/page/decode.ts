const UNICODE_MARKS: readonly (readonly [label: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
];

/** As far as browsers look for a charset that the page declares about itself, in bytes. */
const DECLARATION_LIMIT = 1024;

/**
 * The text of an HTML page. As in browsers, a byte order mark decides, then the charset of the `content-type` header,
 * then the one that the page declares, then UTF-8; bytes that do not fit become replacement characters.
 */
export function decodeHtml(body: Uint8Array, contentType: string): string {
  const label =
    UNICODE_MARKS.find(([, mark]) => mark.every((byte, index) => body[index] === byte))?.[0] ??
    charsetIn(contentType) ??
    charsetIn(Buffer.from(body.subarray(0, DECLARATION_LIMIT)).toString('latin1')) ??
    'utf-8';
  return decoderFor(label).decode(body);
}

function charsetIn(text: string): string | undefined {
  return /charset\s*=\s*["']?\s*([\w-]+)/i.exec(text)?.[1];
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder();
    throw error;
  }
}
