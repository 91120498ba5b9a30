import * as future from '@x/future';
import { BaseExceptionGroup, CancelledError, registeredError, RuntimeError, type ErrorClass } from '@x/future';
import * as own from './errors.ts';
import { RemoteTraceback, SerializationError } from './errors.ts';
import type { EncodedError, ErrorNode } from './worker/error-codec.ts';
import { define, makeBuiltin, rebuildError } from './worker/rebuild-error.ts';

const EXPORTS: unknown[] = [...Object.values(future), ...Object.values(own)];
const TOOLKIT: ReadonlyMap<string, ErrorClass> = new Map(EXPORTS.filter(isErrorClass).map((one) => [one.name, one]));

/**
 * Builds the error that a worker sent, as an instance of the nearest of its classes that is known here. The worker's
 * stack stands at the end of the causes. Never throws, whatever has come.
 */
export function decodeError(encoded: EncodedError): unknown {
  try {
    return decode(encoded);
  } catch {
    // Only what no worker of ours has sent comes here.
    return new SerializationError('error', 'what the worker says of an error could not be read');
  }
}

function decode(encoded: EncodedError): unknown {
  const thrown = rebuildError(encoded, make);
  if (encoded.isCancellation === true) return new CancelledError(thrown);
  if (thrown instanceof Error) addTraceback(thrown);
  // `exception()` gives undefined when there is no failure, so this one value cannot be thrown as it is.
  return thrown === undefined ? new RuntimeError('the task threw undefined') : thrown;
}

function make(node: ErrorNode): Error {
  const name = node.classes.find((one) => registeredError(one) !== undefined || TOOLKIT.has(one));
  const errorClass = name === undefined ? undefined : (registeredError(name) ?? TOOLKIT.get(name));
  return errorClass === undefined ? makeBuiltin(node) : construct(errorClass, node);
}

// A base constructor with the class's prototype: a true Error, made without running the class's own constructor.
function construct(errorClass: ErrorClass, node: ErrorNode): Error {
  const { prototype } = errorClass as { prototype: unknown };
  if (errorClass === BaseExceptionGroup || prototype instanceof BaseExceptionGroup)
    return constructGroup(errorClass, node);
  if (prototype instanceof AggregateError)
    return Reflect.construct(AggregateError, [[], node.message], errorClass) as Error;
  return Reflect.construct(Error, [node.message], errorClass) as Error;
}

// A group keeps its title in a private field, which only its own constructor can set.
function constructGroup(errorClass: ErrorClass, node: ErrorNode): Error {
  const title = node.message.replace(/ \(\d+ sub-exceptions?\)$/, '');
  const made = Reflect.construct(BaseExceptionGroup, [title, [new Error()]], errorClass) as Error;
  define(made, 'message', node.message);
  return made;
}

function addTraceback(error: Error): void {
  const seen = new Set<Error>();
  let last = error;
  while (last.cause instanceof Error && !seen.has(last)) {
    seen.add(last);
    last = last.cause;
  }
  const isOpen = last.cause === undefined && !(last instanceof RemoteTraceback);
  if (isOpen) define(last, 'cause', new RemoteTraceback(error.stack ?? String(error)));
}

function isErrorClass(value: unknown): value is ErrorClass {
  return typeof value === 'function' && (value as { prototype?: unknown }).prototype instanceof Error;
}
