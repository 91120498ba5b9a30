import type { PythonName } from '../names/name.ts';

/** The names that contain what somebody typed, in Python's spelling or in ours; the nearest ones first. */
export function search<N extends Pick<PythonName, 'python' | 'here'>>(names: readonly N[], typed: string): N[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  return names
    .map((name) => ({ name, rank: Math.min(rank(plain(name.python), wanted), rank(plain(name.here ?? ''), wanted)) }))
    .filter(({ rank: found }) => found < Infinity)
    .sort((a, b) => a.rank - b.rank || a.name.python.length - b.name.python.length)
    .map(({ name }) => name);
}

/** `run_in_executor`, `runInExecutor` and `run in executor` are one. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[_\s()]/g, '');
}

function rank(name: string, wanted: string): number {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (name === wanted || last === wanted) return 0;
  if (last.startsWith(wanted)) return 1;
  if (name.startsWith(wanted)) return 2;
  return name.includes(wanted) ? 3 : Infinity;
}
