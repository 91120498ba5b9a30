const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/** Makes `util.inspect` and `console.log` show objects of a class by their `toString()`. */
export function inspectAsText(shown: { readonly prototype: object }): void {
  Object.defineProperty(shown.prototype, INSPECT, {
    configurable: true,
    value(this: { toString(): string }): string {
      return this.toString();
    },
  });
}
