import { shown } from '@x/future/context';

/** How many entries of a list are shown. */
const ENTRIES = 6;
/** How deep lists are shown in each other. */
const DEPTH = 6;
/** How long a string may be. */
const LENGTH = 30;

/**
 * A result for texts: lists, sets and maps with their entries, cut where they are long or deep, as Python's `reprlib`
 * does.
 */
export function describeValue(value: unknown, depth: number = DEPTH): string {
  if (typeof value === 'string') return shown(shortened(value));
  if (Array.isArray(value)) return `[${describeEntries(value, value.length, depth)}]`;
  if (value instanceof Set) return `Set {${describeEntries(value, value.size, depth)}}`;
  if (value instanceof Map) return `Map {${describeEntries(value, value.size, depth)}}`;
  return shown(value);
}

function describeEntries(entries: Iterable<unknown>, size: number, depth: number): string {
  if (size === 0) return '';
  if (depth === 0) return '...';
  const texts: string[] = [];
  for (const entry of entries) {
    if (texts.length === ENTRIES) break;
    texts.push(describeValue(entry, depth - 1));
  }
  if (size > ENTRIES) texts.push('...');
  return texts.join(', ');
}

function shortened(text: string): string {
  if (text.length <= LENGTH) return text;
  const half = Math.floor((LENGTH - 3) / 2);
  return `${text.slice(0, half)}...${text.slice(-half)}`;
}
