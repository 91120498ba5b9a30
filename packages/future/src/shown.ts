/**
 * A value as an error message shows it: short, never throwing, strings in quotes, objects by their own text or class.
 */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return value.name === '' ? 'a function' : `function ${value.name}`;
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  const { toString } = value as { toString?: unknown };
  if (typeof toString === 'function' && toString !== Object.prototype.toString && !Array.isArray(value)) {
    return String(toString.call(value));
  }
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const { constructor } = value as { constructor?: { name?: unknown } };
  return typeof constructor?.name === 'string' && constructor.name !== ''
    ? `an ${constructor.name}`.replace(/^an (?=[^AEIOU])/, 'a ')
    : 'an object';
}
