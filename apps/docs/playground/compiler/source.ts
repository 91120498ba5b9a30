import { parse, tokTypes, type AnyNode, type Program, type Token } from 'acorn';
import MagicString from 'magic-string';
import { CompileError } from './compile-error.ts';

/** JavaScript that is being rewritten in place, so that every line stays where it is. */
export class Source {
  readonly text: string;
  readonly program: Program;
  readonly edits: MagicString;
  readonly #tokens: Token[] = [];
  readonly #isReaders: boolean;
  #numbers = 0;

  /**
   * @param isReaders - whether its lines are to be told to the reader.
   * @throws CompileError when it is no JavaScript module.
   */
  constructor(text: string, isReaders: boolean) {
    this.#isReaders = isReaders;
    this.text = text;
    this.edits = new MagicString(text);
    try {
      this.program = parse(text, {
        ecmaVersion: 'latest',
        sourceType: 'module',
        locations: true,
        onToken: this.#tokens,
      });
    } catch (error) {
      const { loc, message } = error as SyntaxError & { loc?: { line: number } };
      throw new CompileError(message.replace(/ \(\d+:\d+\)$/, ''), loc?.line ?? 1, { cause: error });
    }
  }

  /** A number for a name that no other place of the program uses. */
  number(): number {
    return ++this.#numbers;
  }

  /** The line of a node; 0 in what the reader has not written. */
  lineOf(node: AnyNode): number {
    return this.#isReaders ? (node.loc?.start.line ?? 1) : 0;
  }

  /** The first token at or behind a place whose text is `text`. */
  tokenAfter(place: number, text: string): Token {
    for (let index = this.#indexAt(place); index < this.#tokens.length; index += 1) {
      const token = this.#tokens[index] as Token;
      if (this.textOf(token) === text) return token;
    }
    throw new RangeError(`no '${text}' behind ${place}`);
  }

  /** The first token at or behind a place, or `undefined`. */
  tokenAt(place: number): Token | undefined {
    return this.#tokens[this.#indexAt(place)];
  }

  /** The last token that ends at or before a place, or `undefined`. */
  tokenBefore(place: number): Token | undefined {
    return this.#tokens[this.#indexAt(place) - 1];
  }

  textOf(token: Token): string {
    return token.type === tokTypes.template ? '' : this.text.slice(token.start, token.end);
  }

  /** Puts `text` in place of a part, whose line breaks stay. */
  replace(start: number, end: number, text: string): void {
    const breaks = this.text.slice(start, end).split('\n').length - 1;
    this.edits.update(start, end, text + '\n'.repeat(breaks));
  }

  /** Puts `text` in front of a place, and of what stands there already. */
  before(place: number, text: string): void {
    this.edits.prependRight(place, text);
  }

  /** Puts `text` behind a place, and behind what stands there already. */
  after(place: number, text: string): void {
    this.edits.appendLeft(place, text);
  }

  #indexAt(place: number): number {
    let low = 0;
    let high = this.#tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tokens[middle] as Token).start < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
