let listener: ((name: string, value: object) => void) | undefined;

/** Sets who hears under which names a program keeps what it makes. */
export function onNamed(one: typeof listener): void {
  listener = one;
}

/** Says that a value is kept under a name. */
export function named<T extends object>(name: string, value: T): T {
  listener?.(name, value);
  return value;
}
