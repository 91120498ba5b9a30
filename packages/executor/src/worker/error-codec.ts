/**
 * An error, or whatever else was thrown, in a form that survives structured cloning on threads and on processes: the
 * errors it reaches by cause, `errors` and own properties as a list of nodes that refer to each other by index.
 */
export interface EncodedError {
  readonly nodes: readonly ErrorNode[];
  readonly root: EncodedValue;
  /** It is the reason for which a task was cancelled before it began; what is thrown is a `CancelledError` with it. */
  readonly isCancellation?: boolean | undefined;
}

/** One error. */
export interface ErrorNode {
  /** The names of its classes, the error's own first. */
  readonly classes: readonly string[];
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause?: EncodedValue | undefined;
  readonly errors?: readonly EncodedValue[] | undefined;
  readonly properties: readonly (readonly [key: string, value: EncodedValue])[];
}

/** A plain value, or the number of a node. */
export type EncodedValue = { readonly value: unknown } | { readonly node: number };

/** Says whether a value can be sent as it is. */
export type CanSend = (value: unknown) => boolean;

const REGISTRY = Symbol.for('@x/future.errors');
const SKIPPED = new Set(['message', 'stack', 'cause', 'errors']);
const LONGEST_CLASS_CHAIN = 32;

/** Encodes what a task threw. Never throws itself, whatever the error's getters do. */
export function encodeError(error: unknown, canSend: CanSend): EncodedError {
  const nodes: ErrorNode[] = [];
  const known = new Map<Error, number>();

  const encode = (value: unknown): EncodedValue => {
    if (isError(value)) return { node: known.get(value) ?? add(value) };
    return { value: canSend(value) ? value : describe(value) };
  };
  const add = (found: Error): number => {
    const index = nodes.length;
    known.set(found, index);
    // The place is taken first: an error may be its own cause.
    nodes.push({ classes: [], name: '', message: '', stack: undefined, properties: [] });
    nodes[index] = toNode(found, encode);
    return index;
  };

  if (isError(error) || canSend(error)) {
    const root = encode(error);
    return { nodes, root };
  }
  const message = `the task threw ${describe(error)}, which cannot leave the worker`;
  return encodeSerializationError('error', message);
}

/** An encoded `SerializationError`; its class stays with the executor. */
export function encodeSerializationError(what: string, message: string, cause?: EncodedError): EncodedError {
  const facts = [['code', 'ERR_SERIALIZATION'] as const, ['what', what] as const];
  return encodeMessage(['SerializationError', 'RuntimeError', 'Error'], message, facts, cause);
}

/** An encoded error made of facts, for where its class cannot be loaded. */
export function encodeMessage(
  classes: readonly string[],
  message: string,
  facts: readonly (readonly [key: string, value: unknown])[] = [],
  cause?: EncodedError,
): EncodedError {
  const shifted = cause === undefined ? undefined : shift(cause);
  const node: ErrorNode = {
    classes,
    name: classes[0] ?? 'Error',
    message,
    stack: undefined,
    cause: shifted?.root,
    properties: facts.map(([key, value]) => [key, { value }]),
  };
  return { nodes: [node, ...(shifted?.nodes ?? [])], root: { node: 0 } };
}

/** Text for a value that cannot be sent. */
export function describe(value: unknown): string {
  if (typeof value === 'function') return value.name === '' ? 'a function' : `the function ${value.name}`;
  try {
    if (typeof value === 'symbol') return value.toString();
    return `a value of type ${(value as object | null)?.constructor.name ?? typeof value}`;
  } catch {
    return `a value of type ${typeof value}`;
  }
}

function toNode(error: Error, encode: (value: unknown) => EncodedValue): ErrorNode {
  const properties = Object.getOwnPropertyNames(error)
    .filter((key) => !SKIPPED.has(key))
    .map((key) => [key, encode(read(error, key))] as const);
  const errors = read(error, 'errors');
  return {
    classes: classesOf(error),
    name: text(read(error, 'name')) ?? 'Error',
    message: text(read(error, 'message')) ?? '',
    stack: text(read(error, 'stack')),
    cause: Object.hasOwn(error, 'cause') ? encode(read(error, 'cause')) : undefined,
    errors: Array.isArray(errors) ? errors.map(encode) : undefined,
    properties,
  };
}

function classesOf(error: Error): string[] {
  const registry = (globalThis as Record<symbol, unknown>)[REGISTRY] as ReadonlyMap<string, unknown> | undefined;
  const names: string[] = [];
  let prototype: unknown = Object.getPrototypeOf(error);
  while (prototype !== null && typeof prototype === 'object' && names.length < LONGEST_CLASS_CHAIN) {
    const made: unknown = Object.hasOwn(prototype, 'constructor') ? read(prototype, 'constructor') : undefined;
    if (typeof made === 'function') names.push(registeredName(registry, made) ?? made.name);
    prototype = Object.getPrototypeOf(prototype);
  }
  return names;
}

function registeredName(registry: ReadonlyMap<string, unknown> | undefined, made: unknown): string | undefined {
  for (const [name, registered] of registry ?? []) if (registered === made) return name;
  return undefined;
}

// An error of another realm (`node:vm`) is one too.
function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

function read(from: object, key: string): unknown {
  try {
    return (from as Record<string, unknown>)[key];
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

// Makes room for one node in front.
function shift(encoded: EncodedError): EncodedError {
  const move = (value: EncodedValue): EncodedValue => ('node' in value ? { node: value.node + 1 } : value);
  const nodes = encoded.nodes.map((node) => ({
    ...node,
    cause: node.cause && move(node.cause),
    errors: node.errors?.map(move),
    properties: node.properties.map(([key, value]) => [key, move(value)] as const),
  }));
  return { nodes, root: move(encoded.root) };
}
