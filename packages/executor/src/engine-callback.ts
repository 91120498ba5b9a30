const NATIVE = 'function () { [native code] }';

/**
 * Whether `callback` is one of those that the engine itself makes: what `await`, `Promise.all` and `new Promise` pass
 * to `then`. Such a function settles a promise and runs no code of anybody's, so it needs neither the context of the
 * caller nor a turn of its own.
 *
 * @internal
 */
export function isEngineCallback(callback: unknown): boolean {
  // A bound function prints the same, and is called `bound …`.
  return (
    typeof callback === 'function' && callback.name === '' && Function.prototype.toString.call(callback) === NATIVE
  );
}
