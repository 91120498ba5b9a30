import type { Fail } from './spec.ts';

/** One `{name!conversion:spec}` of a template; what is left out is an empty string. */
export interface Field {
  /** A name, a position, or nothing for the next position. */
  readonly name: string;
  readonly conversion: '' | 'r' | 's' | 'a';
  readonly spec: string;
}

const TOKEN =
  /(?<text>[^{}]+)|(?<brace>\{\{|\}\})|\{(?<name>[^{}:!]*)(?<mark>!(?<conversion>[^{}:]*))?(?::(?<spec>[^{}]*))?\}/y;

/**
 * Splits a template of `str.format` into its literal texts and its fields.
 *
 * @see Python: {@link https://docs.python.org/3/library/string.html#format-string-syntax | Format string syntax}
 */
export function parseTemplate(template: string, fail: Fail): readonly (string | Field)[] {
  const parts: (string | Field)[] = [];
  const token = new RegExp(TOKEN);
  while (token.lastIndex < template.length) {
    const start = token.lastIndex;
    const found = token.exec(template)?.groups;
    if (found === undefined) return fail(`${problemAt(template, start)}, at position ${start}`);
    const { text, brace, name = '', mark, conversion = '', spec = '' } = found;
    if (text !== undefined) parts.push(text);
    else if (brace !== undefined) parts.push(brace.charAt(0));
    else if (mark === undefined) parts.push({ name, conversion: '', spec });
    else if (isConversion(conversion)) parts.push({ name, conversion, spec });
    else return fail(`'!${conversion}' is no conversion (!r, !s or !a), at position ${start}`);
  }
  return parts;
}

function isConversion(text: string): text is 'r' | 's' | 'a' {
  return text === 'r' || text === 's' || text === 'a';
}

/** Why no token begins here. */
function problemAt(template: string, start: number): string {
  if (template.charAt(start) === '}') return `a single '}' (write '}}' for a brace)`;
  const next = template.slice(start + 1).search(/[{}]/);
  if (next === -1) return `a '{' that is never closed (write '{{' for a brace)`;
  return `a '{' inside of a field, which is not supported`;
}
