import type { Started } from '@x/test-kit/vitest';

/** For `yield*`: the error with which a body ended. */
export function* errorOf(started: Started): Generator<unknown, unknown, unknown> {
  try {
    yield started.joined;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

/** For `yield*`: what the bodies return, one after the other. */
export function* all(started: readonly Started[]): Generator<unknown, unknown[], unknown> {
  const values: unknown[] = [];
  for (const one of started) values.push(yield one.joined);
  return values;
}
