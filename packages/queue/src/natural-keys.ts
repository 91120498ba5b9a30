import type { KeyOf } from './heap.ts';

/**
 * Makes the keys of items that are ordered as `compareValues` does: a number is its own key, and that of an array is its
 * first element. The keys of one heap are of one kind, that of its first item: a number and an array have no order.
 */
export function naturalKeys(): KeyOf<unknown> {
  let ofArrays = false;
  return (item, isFirst) => {
    const isArray = Array.isArray(item);
    if (isFirst) ofArrays = isArray;
    const key: unknown = isArray ? item[0] : item;
    return typeof key === 'number' && isArray === ofArrays ? key : NaN;
  };
}
