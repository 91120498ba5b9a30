import { EOL } from 'node:os';

/**
 * How lines end. `undefined`: every kind of line end is read as `\n`, and `\n` is written as the system's own.
 * `''`: every kind ends a line and nothing is translated. Any other: only that ends a line, and `\n` is written as it.
 */
export type Newline = '' | '\n' | '\r' | '\r\n' | undefined;

export const newlines: readonly unknown[] = [undefined, '', '\n', '\r', '\r\n'] satisfies Newline[];

/** Whether a `\r` at the end of what has been read must wait for the next character to be understood. */
export function holdsBackReturn(newline: Newline): boolean {
  return newline === undefined || newline === '' || newline === '\r\n';
}

/** The text with every kind of line end made `\n`, when the setting asks for it. */
export function translateRead(newline: Newline, text: string): string {
  return newline === undefined && text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The text as it is to be written. */
export function translateWritten(newline: Newline, text: string, systemEnd: string = EOL): string {
  const end = newline ?? systemEnd;
  return end === '' || end === '\n' ? text : text.replaceAll('\n', end);
}

/** The index after the first line end at or after `from`; -1 when there is none. */
export function lineEnd(newline: Newline, text: string, from: number): number {
  if (newline === '') return anyLineEnd(text, from);
  const end = newline ?? '\n';
  const found = text.indexOf(end, from);
  return found === -1 ? -1 : found + end.length;
}

/** How many units of the original text the first `units` of its translation stand for. */
export function unitsBeforeTranslation(original: string, units: number): number {
  let at = 0;
  for (let left = units; left > 0;) {
    const pair = original.indexOf('\r\n', at);
    if (pair === -1 || pair - at >= left) return at + left;
    left -= pair - at + 1;
    at = pair + 2;
  }
  return at;
}

/** Notes which kinds of line end a file has. */
export class NewlinesSeen {
  readonly #kinds = new Set<string>();

  note(text: string): void {
    if (!text.includes('\r')) {
      if (text.includes('\n')) this.#kinds.add('\n');
      return;
    }
    for (const kind of text.match(ANY_LINE_END) ?? []) this.#kinds.add(kind);
  }

  /** None, one, or several in the order `\r`, `\n`, `\r\n`. */
  get value(): string | readonly string[] | undefined {
    const seen = ['\r', '\n', '\r\n'].filter((kind) => this.#kinds.has(kind));
    return seen.length > 1 ? seen : seen[0];
  }
}

const ANY_LINE_END = /\r\n?|\n/g;

function anyLineEnd(text: string, from: number): number {
  ANY_LINE_END.lastIndex = from;
  return ANY_LINE_END.test(text) ? ANY_LINE_END.lastIndex : -1;
}
