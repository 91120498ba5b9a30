import { AssertionError } from 'node:assert';
import { CancelledError, ExceptionGroup, InvalidStateError } from '@x/future';
import { describe, expect, it } from 'vitest';
import { decodeError } from '../src/decode-error.ts';
import { RemoteTraceback, WorkerLostError } from '../src/errors.ts';
import { encodeError } from '../src/worker/error-codec.ts';
import { Overflow, Unregistered } from './fixtures/errors.ts';

const canSend = (value: unknown): boolean => typeof value !== 'function' && typeof value !== 'symbol';

/** There and back, through a true clone. */
function send(error: unknown): unknown {
  return decodeError(structuredClone(encodeError(error, canSend)));
}

describe('errors across the boundary', () => {
  it.each([
    new Error('plain'),
    new TypeError('t'),
    new RangeError('r'),
    new SyntaxError('s'),
    new AggregateError([new Error('inner')], 'a'),
    new CancelledError('why'),
    new InvalidStateError('i'),
    new WorkerLostError('w', { exitCode: 3 }),
    new Overflow('tank', 3),
  ])('EXEC-014 $name keeps its class, message, stack and properties', (error) => {
    const copy = send(error) as Error;
    expect(copy).toBeInstanceOf(error.constructor);
    expect(copy).not.toBe(error);
    expect(Object.prototype.toString.call(copy)).toBe('[object Error]');
    expect(copy.message).toBe(error.message);
    expect(copy.stack).toBe(error.stack);
    expect(Object.entries(copy)).toEqual(Object.entries(error));
  });

  it('EXEC-014 a class unknown here becomes its nearest known one, and keeps its name', () => {
    const copy = send(new Unregistered('u')) as Error;
    expect(copy).toBeInstanceOf(TypeError);
    expect(copy).toMatchObject({ name: 'Unregistered', detail: { deep: [1, 2] } });
  });

  it('keeps the facts of errors of Node', () => {
    const error = new AssertionError({ actual: 1, expected: 2, operator: 'strictEqual' });
    expect(send(error)).toMatchObject({ code: 'ERR_ASSERTION', actual: 1, expected: 2, operator: 'strictEqual' });
    const system = Object.assign(new Error('ENOENT: no such file'), {
      code: 'ENOENT',
      errno: -2,
      syscall: 'open',
      path: '/x',
    });
    expect(send(system)).toMatchObject({ code: 'ENOENT', errno: -2, syscall: 'open', path: '/x' });
  });

  it('keeps a DOMException', () => {
    const copy = send(AbortSignal.abort().reason);
    expect(copy).toBeInstanceOf(DOMException);
    expect(copy).toMatchObject({ name: 'AbortError', code: 20 });
  });

  it('keeps groups, their title and their errors', () => {
    const copy = send(new ExceptionGroup('several', [new TypeError('a'), new RangeError('b')])) as ExceptionGroup;
    expect(copy).toBeInstanceOf(ExceptionGroup);
    expect(copy.title).toBe('several');
    expect(copy.exceptions).toEqual([new TypeError('a'), new RangeError('b')]);
    expect(copy.subgroup(TypeError)?.exceptions).toHaveLength(1);
  });

  it('EXEC-015 ends the chain of causes with a RemoteTraceback, once', () => {
    const copy = send(new Error('outer', { cause: new Error('inner') })) as Error;
    const traceback = (copy.cause as Error).cause as RemoteTraceback;
    expect(traceback).toBeInstanceOf(RemoteTraceback);
    expect(traceback.tb).toBe(copy.stack);
    const again = send(copy) as Error;
    expect(((again.cause as Error).cause as Error).cause).toBeUndefined();
    expect(((again.cause as Error).cause as RemoteTraceback).tb).toBe(copy.stack);
  });

  it('leaves a cause alone that is no error', () => {
    expect((send(new Error('e', { cause: 'text' })) as Error).cause).toBe('text');
    expect((send(new Error('e', { cause: null })) as Error).cause).toBeNull();
  });

  it('bears cycles', () => {
    const error = new Error('snake');
    error.cause = Object.assign(new Error('tail'), { cause: error });
    const copy = send(error) as Error;
    expect((copy.cause as Error).cause).toBe(copy);
  });

  it('bears getters that throw and values that cannot be sent', () => {
    const error = Object.defineProperties(new Error('odd'), {
      bad: {
        enumerable: true,
        get() {
          throw new Error('getter');
        },
      },
      callback: { enumerable: true, value: function named() {} },
    });
    expect(send(error)).toMatchObject({ bad: undefined, callback: 'the function named' });
  });

  it('cannot be used to change a prototype', () => {
    const error = new Error('evil');
    Object.defineProperty(error, '__proto__', { value: { polluted: true }, enumerable: true });
    const encoded = encodeError(error, canSend);
    const copy = decodeError(structuredClone(encoded)) as Error & { polluted?: boolean };
    expect(Object.getPrototypeOf(copy)).toBe(Error.prototype);
    expect(copy.polluted).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const named = { ...encoded.nodes[0]!, classes: ['__proto__', 'constructor', 'toString'] };
    expect(decodeError({ ...encoded, nodes: [named] })).toBeInstanceOf(Error);
  });

  it('EXEC-017 passes on values that are no errors', () => {
    for (const value of [null, 'text', 42, 10n, true, { a: [1] }]) expect(send(value)).toEqual(value);
    expect(send(() => 1)).toMatchObject({ name: 'SerializationError', what: 'error' });
  });

  it('does not run the constructor of a registered class', () => {
    expect(send(new Overflow('x', 1))).toBeInstanceOf(Overflow);
    expect((send(new Overflow('x', 1)) as Overflow).message).toBe('x: 1');
  });
});
