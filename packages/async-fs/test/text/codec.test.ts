import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Codec } from '../../src/text/codec.ts';
import { upperHalves } from '../../src/text/code-pages.ts';
import { policies, type ErrorPolicy } from '../../src/text/error-policy.ts';

const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '61',
        'c3a9',
        'e282ac',
        'f09f9880',
        'eda080',
        'c080',
        'f4908080',
        'e2',
        '82',
        'ff',
        '0a',
        '00d8',
        '00dc',
      ),
      fc.nat(255).map((byte) => byte.toString(16).padStart(2, '0')),
    ),
    { maxLength: 20 },
  )
  .map((parts) => Buffer.from(parts.join(''), 'hex'));
const encodings = ['utf-8', 'utf-16-le', 'utf-16-be', 'utf-32-le', 'utf-32-be', 'ascii', 'latin-1', 'cp1252', 'koi8-r'];

describe('Codec.decode', () => {
  it('replaces in UTF-8 what TextDecoder replaces', () => {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    fc.assert(
      fc.property(bytes, (input) => {
        expect(new Codec('utf-8', 'replace', 'f').decodeAll(input)).toBe(decoder.decode(input));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(encodings)('gives the same text however the bytes come: %s', (encoding) => {
    const lenient = policies.filter((policy) => policy !== 'strict' && policy !== 'xmlcharrefreplace');
    fc.assert(
      fc.property(bytes, fc.nat(20), fc.constantFrom(...lenient), (input, cut, policy) => {
        const codec = new Codec(encoding, policy, 'f');
        if (codec.policy === 'strict') return;
        const first = codec.decode(input.subarray(0, cut), false, 0);
        const rest = codec.decodeAll(input.subarray(first.length));
        expect(first.text + rest).toBe(codec.decodeAll(input));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['ff', 'byte 0xff in position 0: invalid start byte'],
    ['61e228', 'byte 0xe2 in position 1: invalid continuation byte'],
    ['e282', 'bytes in position 0-1: unexpected end of data'],
    ['eda080', 'byte 0xed in position 0: invalid continuation byte'],
    ['c080', 'byte 0xc0 in position 0: invalid start byte'],
  ])('says of %s in UTF-8 what CPython says', (hex, message) => {
    const codec = new Codec('utf-8', 'strict', 'notes.txt');
    expect(() => codec.decodeAll(Buffer.from(hex, 'hex'))).toThrow(
      `'utf-8' codec can't decode ${message}, read 'notes.txt'`,
    );
  });

  it.each([
    ['utf-16-le', '00d86100', "'utf-16-le' codec can't decode bytes in position 0-1: illegal UTF-16 surrogate"],
    ['utf-16-le', '00dc', "'utf-16-le' codec can't decode bytes in position 0-1: illegal encoding"],
    ['utf-16-le', '61', "'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data"],
    ['utf-16-be', 'd800', "'utf-16-be' codec can't decode bytes in position 0-1: unexpected end of data"],
    [
      'utf-32-le',
      '00001100',
      "'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)",
    ],
    ['ascii', '80', "'ascii' codec can't decode byte 0x80 in position 0: ordinal not in range(128)"],
    ['cp1252', '81', "'charmap' codec can't decode byte 0x81 in position 0: character maps to <undefined>"],
  ])('says in %s of %s what CPython says', (encoding, hex, message) => {
    expect(() => new Codec(encoding, 'strict', 'f').decodeAll(Buffer.from(hex, 'hex'))).toThrow(message);
  });
});

describe('Codec.encode', () => {
  it.each(['utf-8', 'utf-16-le', 'utf-16-be', 'utf-32-le', 'utf-32-be'])('is undone by decode: %s', (encoding) => {
    const codec = new Codec(encoding, 'strict', 'f');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(codec.decodeAll(codec.encode(text))).toBe(text);
      }),
    );
  });

  it.each(['utf-8', 'ascii', 'latin-1', 'cp1252'])('gives escaped bytes back: %s', (encoding) => {
    const codec = new Codec(encoding, 'surrogateescape', 'f');
    fc.assert(
      fc.property(bytes, (input) => {
        expect(codec.encode(codec.decodeAll(input))).toEqual(input);
      }),
      { numRuns: 500 },
    );
  });

  it.each([...upperHalves.keys()])('maps every defined byte of %s there and back', (name) => {
    const codec = new Codec(name, 'ignore', 'f');
    const all = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const text = codec.decodeAll(all);
    expect(codec.decodeAll(codec.encode(text))).toBe(text);
    expect(text.length).toBe(256 - (upperHalves.get(name)!.match(/\ufffd/g)?.length ?? 0));
  });

  it.each<[ErrorPolicy, string]>([
    ['ignore', 'ab'],
    ['replace', 'a?b'],
    ['backslashreplace', 'a\\ud800b'],
    ['xmlcharrefreplace', 'a&#55296;b'],
  ])('treats a lone surrogate as %s says', (policy, expected) => {
    expect(String(new Codec('utf-8', policy, 'f').encode('a\ud800b'))).toBe(expected);
  });

  it.each(['strict', 'surrogateescape'] as const)('refuses a lone surrogate under %s', (policy) => {
    expect(() => new Codec('utf-8', policy, 'f').encode('a\ud800b')).toThrow(
      "'utf-8' codec can't encode character U+D800 in position 1: surrogates not allowed, write 'f'",
    );
  });
});

describe('encoding names', () => {
  it.each([
    'UTF-8',
    'utf8',
    'utf_8',
    'U8',
    'Latin-1',
    'iso-8859-1',
    'ISO8859_15',
    'windows-1252',
    'CP1252',
    'US-ASCII',
    'macintosh',
    'ibm437',
  ])('are known however they are written: %s', (name) => {
    expect(String(new Codec(name, 'strict', 'f').encode('plain'))).toBe('plain');
  });
});
