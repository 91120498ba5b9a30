import type { Encoding } from './encoding.ts';
import { ascii, latin1, namedCodePage } from './single-byte.ts';
import { utf16be, utf16le } from './utf-16.ts';
import { utf32be, utf32le } from './utf-32.ts';
import { utf8 } from './utf-8.ts';

/** A byte order mark and the encoding that it announces. */
export interface Signature {
  readonly mark: Buffer;
  readonly encoding: Encoding;
}

/** An encoding by name, with the byte order marks that it looks for at the beginning of a file. */
export interface NamedEncoding {
  /** Used when the file has no mark. */
  readonly encoding: Encoding;
  /** The marks that are recognised; the first one is written. */
  readonly signatures: readonly Signature[];
}

const utf8Mark: Signature = { mark: Buffer.from([0xef, 0xbb, 0xbf]), encoding: utf8 };
const utf16Marks: readonly Signature[] = [
  { mark: Buffer.from([0xff, 0xfe]), encoding: utf16le },
  { mark: Buffer.from([0xfe, 0xff]), encoding: utf16be },
];
const utf32Marks: readonly Signature[] = [
  { mark: Buffer.from([0xff, 0xfe, 0, 0]), encoding: utf32le },
  { mark: Buffer.from([0, 0, 0xfe, 0xff]), encoding: utf32be },
];

const known: ReadonlyMap<string, NamedEncoding> = new Map([
  ...under(['utf8', 'u8', 'utf', 'cp65001'], utf8),
  ...under(['utf8sig'], utf8, [utf8Mark]),
  ...under(['utf16', 'u16'], utf16le, utf16Marks),
  ...under(['utf16le', 'ucs2'], utf16le),
  ...under(['utf16be'], utf16be),
  ...under(['utf32', 'u32'], utf32le, utf32Marks),
  ...under(['utf32le'], utf32le),
  ...under(['utf32be'], utf32be),
  ...under(['ascii', 'usascii', '646'], ascii),
  ...under(['latin1', 'latin', 'l1', 'iso88591', '8859', 'cp819'], latin1),
]);

/**
 * Finds an encoding by any of its usual names: case, hyphens, underscores and spaces do not matter.
 *
 * @throws RangeError when the name is not known.
 */
export function encodingNamed(name: string): NamedEncoding {
  const found = asked.get(name) ?? find(name);
  asked.set(name, found);
  return found;
}

/** What was found for names as they were written. */
const asked = new Map<string, NamedEncoding>();

function find(name: string): NamedEncoding {
  const key = name.toLowerCase().replace(/[-_ ]/g, '');
  const found = known.get(key) ?? codePageNamed(key);
  if (found === undefined) throw new RangeError(`encoding must be a known one, got '${name}'`);
  return found;
}

function codePageNamed(key: string): NamedEncoding | undefined {
  const encoding = namedCodePage(key.replace(/^(windows|ibm)/, 'cp').replace(/^macintosh$/, 'macroman'));
  return encoding && { encoding, signatures: [] };
}

function under(
  names: readonly string[],
  encoding: Encoding,
  signatures: readonly Signature[] = [],
): [string, NamedEncoding][] {
  return names.map((name) => [name, { encoding, signatures }]);
}
