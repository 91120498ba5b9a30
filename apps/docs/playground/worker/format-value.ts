const CUSTOM = Symbol.for('nodejs.util.inspect.custom');
const DEPTH = 3;
const LONGEST = 100;

/** What a console shows for the arguments of a call: strings as they are, anything else as {@link formatValue} does. */
export function formatAll(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : formatValue(value))).join(' ');
}

/** A value as Node's console would show it, in one line. */
export function formatValue(value: unknown, depth = 0, around: readonly unknown[] = []): string {
  if (typeof value === 'string')
    return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (typeof value === 'function') return formatFunction(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (around.includes(value)) return '[Circular]';
  const custom = (value as Record<symbol, unknown>)[CUSTOM];
  if (typeof custom === 'function') return String(Reflect.apply(custom, value, [DEPTH - depth, {}, formatValue]));
  if (value instanceof Error) return formatError(value, depth, around);
  if (value instanceof Date || value instanceof RegExp)
    return value instanceof Date ? value.toISOString() : String(value);
  if (value instanceof Promise) return 'Promise {}';
  const name = nameOf(value);
  if (depth >= DEPTH) return Array.isArray(value) ? '[Array]' : `[${name || 'Object'}]`;
  return formatParts(value, name, (part) => formatValue(part, depth + 1, [...around, value]));
}

function formatParts(value: object, name: string, format: (part: unknown) => string): string {
  if (Array.isArray(value)) return list('[', value.map(format), ']');
  if (value instanceof Map) {
    return list(
      `Map(${value.size}) {`,
      [...value].map(([key, one]) => `${format(key)} => ${format(one)}`),
      '}',
    );
  }
  if (value instanceof Set) return list(`Set(${value.size}) {`, [...value].map(format), '}');
  const parts = Object.entries(value).map(
    ([key, one]) => `${/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : `'${key}'`}: ${format(one)}`,
  );
  return list(`${name === '' || name === 'Object' ? '' : `${name} `}{`, parts, '}');
}

function list(open: string, parts: readonly string[], close: string): string {
  if (parts.length === 0) return open + close;
  const more = parts.length > LONGEST ? [`… ${parts.length - LONGEST} more`] : [];
  return `${open} ${[...parts.slice(0, LONGEST), ...more].join(', ')} ${close}`;
}

function formatError(error: Error, depth: number, around: readonly unknown[]): string {
  const text = `${error.name}: ${error.message}`.replace(/: $/, '');
  if (!(error instanceof AggregateError) || depth >= DEPTH) return text;
  const inner = error.errors.map((one) => formatValue(one, depth + 1, [...around, error]));
  return `${text} [ ${inner.join(', ')} ]`;
}

function formatFunction(fn: { readonly name: string }): string {
  const isClass = /^class\b/.test(Function.prototype.toString.call(fn));
  return `[${isClass ? 'class' : 'Function'}${fn.name === '' ? ' (anonymous)' : `${isClass ? '' : ':'} ${fn.name}`}]`;
}

function nameOf(value: object): string {
  const { constructor } = value as { constructor?: unknown };
  return typeof constructor === 'function' ? constructor.name : '';
}
