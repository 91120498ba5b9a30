const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

/** Python's `repr(text)`: quoted, with escapes for what cannot be seen. */
export function repr(text: string): string {
  return quoted(text, /[\\'"]|[[\p{C}\p{Z}]--[ ]]/gv);
}

/** Python's `ascii(text)`: as {@link repr}, with escapes for everything outside of ASCII. */
export function ascii(text: string): string {
  return quoted(text, /[\\'"]|[^ -~]/gv);
}

function quoted(text: string, special: RegExp): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(special, (character) => {
    if (character === "'" || character === '"') return character === quote ? `\\${character}` : character;
    return SHORT_ESCAPES[character] ?? numericEscape(character.codePointAt(0) ?? 0);
  });
  return quote + escaped + quote;
}

function numericEscape(codePoint: number): string {
  const hex = codePoint.toString(16);
  if (codePoint < 0x100) return `\\x${hex.padStart(2, '0')}`;
  if (codePoint < 0x10000) return `\\u${hex.padStart(4, '0')}`;
  return `\\U${hex.padStart(8, '0')}`;
}
