/** The objects whose text is being made. */
const open = new Set<object>();

/** Makes the text of an object; where the object turns up inside of its own text, that says `...`. */
export function onceInText(object: object, describe: () => string): string {
  if (open.has(object)) return '...';
  open.add(object);
  try {
    return describe();
  } finally {
    open.delete(object);
  }
}
