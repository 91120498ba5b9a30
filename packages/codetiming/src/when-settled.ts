import { suppressedError } from './suppressed-error.ts';

/** Ends a measurement. It may throw, when the logger does. */
export type Finish = () => void;

export type Steps = Generator<unknown, unknown>;
export type AsyncSteps = AsyncGenerator<unknown, unknown>;

/**
 * Finishes when what a call has returned is settled: a promise when it is resolved or rejected, a future when it is done, a generator when it is
 * exhausted or left, anything else now.
 *
 * @returns what the caller is to get in place of `result`.
 */
export function whenSettled(result: unknown, finish: Finish): unknown {
  if (hasMethod(result, 'addDoneCallback')) {
    // A future comes back as it is, so that it can be cancelled; a callback does not count as looking at its failure.
    result.addDoneCallback(() => finish());
    return result;
  }
  if (hasMethod(result, 'then')) {
    // A promise is left as it is; of another thenable `then` is called once, as `await` would.
    return Promise.resolve(result).then(
      (value) => {
        finish();
        return value;
      },
      (error: unknown) => finishAfter(error, finish),
    );
  }
  switch (Object.prototype.toString.call(result)) {
    case '[object Generator]':
      return steps(result as Steps, finish);
    case '[object AsyncGenerator]':
      return asyncSteps(result as AsyncSteps, finish);
    default:
      finish();
      return result;
  }
}

/** The steps of `generator`, then `finish`. */
export function* steps(generator: Steps, finish: Finish): Steps {
  let hasFailed = false;
  try {
    return yield* generator;
  } catch (error) {
    hasFailed = true;
    return finishAfter(error, finish);
  } finally {
    if (!hasFailed) finish();
  }
}

/** As {@link steps}. */
export async function* asyncSteps(generator: AsyncSteps, finish: Finish): AsyncSteps {
  let hasFailed = false;
  try {
    return yield* generator;
  } catch (error) {
    hasFailed = true;
    return finishAfter(error, finish);
  } finally {
    if (!hasFailed) finish();
  }
}

/** Finishes what has failed, and throws its error on. */
export function finishAfter(failure: unknown, finish: Finish): never {
  try {
    finish();
  } catch (error) {
    throw suppressedError(error, failure);
  }
  throw failure;
}

function hasMethod<K extends string>(value: unknown, name: K): value is Record<K, (callback: () => void) => void> {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  return typeof (value as Record<string, unknown>)[name] === 'function';
}
