import { repr } from './format/repr.ts';

/** A value as it stands in a message. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return repr(value);
  if (typeof value === 'function') return value.name === '' ? 'a function' : value.name;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  return String(value);
}
