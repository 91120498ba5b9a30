const numbers = new WeakMap<object, number>();
let last = 0;

/** The number of an object in texts: the first to be shown is 1. Kept aside, since most are never shown. */
export function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = last += 1));
  return number;
}
