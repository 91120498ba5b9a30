import type { EncodedError, EncodedValue, ErrorNode } from './error-codec.ts';

/** Makes the bare error of a node; its stack, cause and properties are filled in afterwards. */
export type ErrorFactory = (node: ErrorNode) => Error;

// A map, not an object: the names come from elsewhere, and `__proto__` is one.
const BUILTIN: ReadonlyMap<string, ErrorConstructor> = new Map(
  [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map((one) => [one.name, one]),
);

/** Builds what was thrown on the other side. `make` decides which classes it may be of. */
export function rebuildError(encoded: EncodedError, make: ErrorFactory = makeBuiltin): unknown {
  const errors = encoded.nodes.map((node) => withoutStack(() => make(node)));
  const decode = (value: EncodedValue): unknown => ('node' in value ? errors[value.node] : value.value);
  for (const [index, node] of encoded.nodes.entries()) fill(errors[index] as Error, node, decode);
  return decode(encoded.root);
}

/** Knows the classes of the language, and what aborts signals. */
export function makeBuiltin({ classes, message, name }: ErrorNode): Error {
  if (classes.includes('DOMException')) return new DOMException(message, name);
  if (classes.includes('AggregateError')) return new AggregateError([], message);
  const known = classes.find((one) => BUILTIN.has(one));
  return new (BUILTIN.get(known ?? '') ?? Error)(message);
}

/** Sets a property, never by assignment, which a setter, or `__proto__`, would turn into something else. */
export function define(error: Error, key: string, value: unknown, enumerable = false): void {
  Object.defineProperty(error, key, { value, enumerable, configurable: true, writable: true });
}

function fill(error: Error, node: ErrorNode, decode: (value: EncodedValue) => unknown): void {
  define(error, 'stack', node.stack ?? `${node.name}: ${node.message}`);
  if (node.cause !== undefined) define(error, 'cause', decode(node.cause));
  if (node.errors !== undefined) define(error, 'errors', node.errors.map(decode));
  for (const [key, value] of node.properties) define(error, key, decode(value), true);
  if (error.name !== node.name) define(error, 'name', node.name);
}

// The stack of the place where an error is rebuilt is of no use, and costs more than the rest.
function withoutStack(make: () => Error): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return make();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
