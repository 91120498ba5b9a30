import type { Coroutine } from '../task/coroutine.ts';

/** The name of a coroutine for texts: that of its function, or of its class. */
export function describeCoroutine(coroutine: Coroutine<unknown> | undefined): string {
  if (coroutine === undefined) return '<done>';
  if (typeof coroutine === 'function') return `${coroutine.name === '' ? '<anonymous>' : coroutine.name}()`;
  const { name } = coroutine as { name?: unknown };
  if (typeof name === 'string' && name !== '') return `${name}()`;
  const kind = (coroutine as { constructor?: { name?: unknown } }).constructor?.name;
  // The constructor of a generator object is nameless; its class is told by its tag.
  if (typeof kind === 'string' && kind !== '' && kind !== 'Object') return `<${kind} without __name__>`;
  return coroutine[Symbol.toStringTag as never] === 'Generator' ? '<generator>' : '<coroutine>';
}
