/** Runs a generator as a native async function does: every `yield` is an `await`. */
export async function drive<T>(body: Generator<unknown, T, unknown>): Promise<T> {
  let next = body.next();
  while (next.done !== true) {
    let value: unknown;
    try {
      value = await next.value;
    } catch (error) {
      next = body.throw(error);
      continue;
    }
    next = body.next(value);
  }
  return next.value;
}
