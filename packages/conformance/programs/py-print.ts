/** Prints one line: the values as Python's `print` shows them, with a space between. */
export type Print = (...values: readonly unknown[]) => void;

/** Several values that print in round brackets. Everywhere else a tuple is an array. */
class Tuple {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}

export function printTo(write: (line: string) => void): Print {
  return (...values) => write(values.map(str).join(' '));
}

/** Python's `(1, 'b')`. */
export function tuple(...items: readonly unknown[]): Tuple {
  return new Tuple(items);
}

/** Python's `f"{value} and {value!r}"` without format specifiers. */
export function f(texts: TemplateStringsArray, ...values: readonly unknown[]): string {
  return texts.reduce((text, next, index) => text + str(values[index - 1]) + next);
}

/** Python's `str(value)`: strings as they are, errors by their message, the rest as {@link repr}. */
export function str(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof Error ? value.message : repr(value);
}

/** Python's `repr(value)`. */
export function repr(value: unknown): string {
  if (value === undefined || value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(repr).join(', ')}]`;
  if (value instanceof Tuple) return `(${value.items.map(repr).join(', ')}${value.items.length === 1 ? ',' : ''})`;
  if (typeof value !== 'number' && typeof value !== 'bigint') throw new TypeError(`repr() knows no ${typeof value}`);
  return String(value);
}

/** Python's `type(value).__name__`. Where Python has an error class for an `errno`, Node has a `code`. */
export function typeName(value: unknown): string {
  if (value === undefined || value === null) return 'NoneType';
  if (value instanceof Error && 'syscall' in value && 'code' in value) return String(value.code);
  return value.constructor.name;
}

function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}
