/** What a `using` block throws when its body and then its disposer fail. Node 22 has no class for it. */
interface SuppressedErrorShape extends Error {
  readonly error: unknown;
  readonly suppressed: unknown;
}

declare const SuppressedError:
  undefined | (new (error: unknown, suppressed: unknown, message?: string) => SuppressedErrorShape);

/** One error out of two, as `using` makes it: `error` came last, `suppressed` before it. */
export function suppressedError(error: unknown, suppressed: unknown): SuppressedErrorShape {
  const message = 'the timer failed after the function that it timed';
  if (typeof SuppressedError === 'function') return new SuppressedError(error, suppressed, message);
  return Object.assign(new Error(message), { name: 'SuppressedError', error, suppressed });
}
