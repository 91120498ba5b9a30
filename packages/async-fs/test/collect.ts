/** Everything that an iterable gives. */
export async function collect<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of iterable) all.push(one);
  return all;
}

/** The first thing that an iterable gives: the loop is left early. */
export async function first<T>(iterable: AsyncIterable<T>): Promise<T | undefined> {
  for await (const one of iterable) return one;
  return undefined;
}
