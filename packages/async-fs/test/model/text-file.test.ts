import * as fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, type AsyncTextIOWrapper, type Newline } from '../../src/index.ts';
import { temporaryFolder } from '../folder.ts';

const folder = temporaryFolder();
const RUNS = 150;
const TIME = 30_000;

/** A file of text that is read, as simple as it can be: characters and a position among them. */
class TextModel {
  readonly #characters: readonly string[];
  readonly #ends: (text: string) => boolean;
  position = 0;

  constructor(content: string, newline: Newline) {
    this.#characters = Array.from(newline === undefined ? content.replace(/\r\n|\r/g, '\n') : content);
    this.#ends = (line) => {
      if (newline !== '') return line.endsWith(newline ?? '\n');
      return (
        line.endsWith('\n') ||
        (line.endsWith('\r') && this.#characters[this.position + Array.from(line).length] !== '\n')
      );
    };
  }

  read(size: number): string {
    return this.#take(size < 0 ? Infinity : size);
  }

  readline(limit: number): string {
    const most = limit < 0 ? Infinity : limit;
    let line = '';
    let length = 0;
    while (length < most && this.position + length < this.#characters.length) {
      line += this.#characters[this.position + length]!;
      length++;
      if (this.#ends(line)) break;
    }
    return this.#take(length);
  }

  readlines(hint: number): string[] {
    const lines: string[] = [];
    let total = 0;
    for (let line; (hint <= 0 || total < hint) && (line = this.readline(-1)) !== '';) {
      lines.push(line);
      total += Array.from(line).length;
    }
    return lines;
  }

  #take(size: number): string {
    const taken = this.#characters.slice(this.position, this.position + size);
    this.position += taken.length;
    return taken.join('');
  }
}

type Call = ['read' | 'readline' | 'readlines', number] | ['mark'] | ['back', number];

const content = (characters: string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...characters), { maxLength: 80 }).map((chars) => chars.join(''));
const newline = fc.constantFrom<Newline>(undefined, '', '\n', '\r', '\r\n');
const buffering = fc.constantFrom(-1, 2, 3, 5, 16);
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(
    fc.constantFrom('read' as const, 'readline' as const, 'readlines' as const),
    fc.integer({ min: -1, max: 12 }),
  ),
  fc.constant<Call>(['mark']),
  fc.tuple(fc.constant('back' as const), fc.nat(5)),
);

const encodings: [string, (text: string) => Buffer, string[]][] = [
  ['utf-8', (text) => Buffer.from(text), ['a', 'é', '€', '😀', '\n', '\r', '\r\n']],
  ['utf-8-sig', (text) => Buffer.from(`\ufeff${text}`), ['a', 'é', '😀', '\n', '\r\n']],
  ['utf-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), ['a', 'é', '😀', '\n', '\r\n']],
  ['utf-16-le', (text) => Buffer.from(text, 'utf16le'), ['a', '\u0a0d', '😀', '\n', '\r', '\r\n']],
  ['latin-1', (text) => Buffer.from(text, 'latin1'), ['a', 'é', '\n', '\r', '\r\n']],
];

describe.each(encodings)('a text file in %s', (encoding, encode, characters) => {
  it('gives the characters and lines that its text has, wherever it goes on', { timeout: TIME }, async () => {
    await fc.assert(
      fc.asyncProperty(
        content(characters),
        newline,
        buffering,
        fc.array(call, { maxLength: 25 }),
        async (text, newline, size, calls) => {
          fs.writeFileSync(folder.at('a.txt'), encode(text));
          await using file = await open(folder.at('a.txt'), 'r', { encoding, newline, buffering: size });
          const model = new TextModel(text, newline);
          const marks: [number, number][] = [];
          for (const [kind, argument = 0] of calls) {
            if (kind === 'mark') {
              marks.push([await file.tell(), model.position]);
            } else if (kind === 'back') {
              const mark = marks[argument];
              if (mark === undefined) continue;
              await file.seek(mark[0]);
              model.position = mark[1];
            } else {
              expect(await file[kind](argument), `${kind}(${argument})`).toEqual(model[kind](argument));
            }
          }
          expect(await file.read()).toBe(model.read(-1));
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('a text file', () => {
  it('gives the same lines by readline, by iteration, by batches and by readlines', { timeout: TIME }, async () => {
    const characters = ['a', 'é', '😀', '\n', '\r', '\r\n'];
    await fc.assert(
      fc.asyncProperty(content(characters), newline, buffering, async (text, newline, size) => {
        fs.writeFileSync(folder.at('a.txt'), text);
        const expected = new TextModel(text, newline).readlines(0);
        const lines = async (
          read: (file: AsyncTextIOWrapper) => AsyncIterable<string | string[]>,
        ): Promise<string[]> => {
          await using file = await open(folder.at('a.txt'), 'r', { newline, buffering: size });
          const all: string[] = [];
          for await (const some of read(file)) all.push(...(typeof some === 'string' ? [some] : some));
          return all;
        };
        expect(await lines((file) => file)).toEqual(expected);
        expect(await lines((file) => file.lineBatches())).toEqual(expected);
        expect(
          await lines(async function* (file) {
            yield await file.readlines();
          }),
        ).toEqual(expected);
      }),
      { numRuns: RUNS },
    );
  });

  it('loses no character to calls that are cancelled', { timeout: TIME }, async () => {
    const calls = fc.array(
      fc.tuple(fc.constantFrom('read' as const, 'readline' as const), fc.integer({ min: -1, max: 12 }), fc.nat(3)),
      { maxLength: 15 },
    );
    await fc.assert(
      fc.asyncProperty(
        content(['a', '€', '😀', '\r\n', '\n']),
        newline,
        buffering,
        calls,
        async (text, newline, size, calls) => {
          fs.writeFileSync(folder.at('a.txt'), text);
          await using file = await open(folder.at('a.txt'), 'r', { newline, buffering: size });
          const model = new TextModel(text, newline);
          const outcomes = await Promise.all(
            calls.map(async ([kind, argument, turns]) => {
              const controller = new AbortController();
              // Three turns are more than any of these calls needs.
              if (turns < 3) countDown(turns, () => controller.abort('cancelled'));
              return file[kind](argument, { signal: controller.signal }).catch((reason: unknown) => [reason]);
            }),
          );
          for (const [index, [kind, argument]] of calls.entries()) {
            if (Array.isArray(outcomes[index])) expect(outcomes[index]).toEqual(['cancelled']);
            else expect(outcomes[index]).toEqual(model[kind](argument));
          }
          expect(await file.read()).toBe(model.read(-1));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('holds what was written, wherever that was', { timeout: TIME }, async () => {
    const step = fc.oneof(
      fc.tuple(fc.constant('write' as const), content(['a', 'é', '\n'])),
      fc.tuple(fc.constant('read' as const), fc.integer({ min: -1, max: 9 })),
      fc.tuple(fc.constant('readline' as const), fc.integer({ min: -1, max: 9 })),
      fc.tuple(fc.constant('seek' as const), fc.nat(60)),
      fc.tuple(fc.constant('truncate' as const), fc.nat(60)),
    );
    await fc.assert(
      // In Latin-1 each character is a byte, so that a position is one among characters, too.
      fc.asyncProperty(
        content(['0', 'ö', '\n']),
        buffering,
        fc.array(step, { maxLength: 25 }),
        async (initial, size, steps) => {
          fs.writeFileSync(folder.at('a.txt'), initial, 'latin1');
          const file = await open(folder.at('a.txt'), 'r+', { encoding: 'latin-1', buffering: size, newline: '\n' });
          let text = initial;
          let at = 0;
          for (const [kind, argument] of steps) {
            if (kind === 'write') {
              expect(await file.write(argument)).toBe(argument.length);
              if (argument === '') continue;
              text = text.slice(0, at).padEnd(at, '\0') + argument + text.slice(at + argument.length);
              at += argument.length;
            } else if (kind === 'seek') {
              at = await file.seek(argument);
            } else if (kind === 'truncate') {
              await file.truncate(argument);
              text = text.slice(0, argument).padEnd(argument, '\0');
            } else {
              const rest = text.slice(at);
              const line = rest.slice(0, rest.indexOf('\n') + 1 || rest.length);
              const expected = (kind === 'read' ? rest : line).slice(0, argument < 0 ? Infinity : argument);
              expect(await file[kind](argument)).toBe(expected);
              at += expected.length;
            }
            expect(await file.tell()).toBe(at);
          }
          await file.close();
          expect(fs.readFileSync(folder.at('a.txt'), 'latin1')).toBe(text);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

function countDown(turns: number, callback: () => void): void {
  setImmediate(() => {
    if (turns === 0) callback();
    else countDown(turns - 1, callback);
  });
}
