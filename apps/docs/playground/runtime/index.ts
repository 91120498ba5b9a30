export { async } from './async.ts';
export { asyncGenerator, delegate, out } from './async-generator.ts';
export { scope } from './disposal.ts';
export { forAwait } from './for-await.ts';
export { named, onNamed } from './named.ts';

/** The value of an `await`: stands around each, so that a statement begins with a name. */
export function v<T>(value: T): T {
  return value;
}
