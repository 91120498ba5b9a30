import { describe, expect, it } from 'vitest';
import * as future from '../src/index.ts';
import {
  BaseException,
  BrokenExecutor,
  CancelledError,
  InvalidStateError,
  KeyboardInterrupt,
  NotImplementedError,
  registerError,
  registeredError,
  rethrowIfCancelled,
  RuntimeError,
  SystemExit,
  TimeoutError,
} from '../src/index.ts';

describe('errors', () => {
  it('have the name and the code that survive bundling', () => {
    const errors = [
      new BaseException(),
      new CancelledError(),
      new KeyboardInterrupt(),
      new SystemExit(),
      new RuntimeError(),
      new NotImplementedError(),
      new BrokenExecutor(),
      new TimeoutError(),
      new InvalidStateError(),
    ];
    expect(errors.map((error) => [error.name, error.code])).toEqual([
      ['BaseException', 'ERR_BASE_EXCEPTION'],
      ['CancelledError', 'ERR_CANCELLED'],
      ['KeyboardInterrupt', 'ERR_KEYBOARD_INTERRUPT'],
      ['SystemExit', 'ERR_SYSTEM_EXIT'],
      ['RuntimeError', 'ERR_RUNTIME'],
      ['NotImplementedError', 'ERR_NOT_IMPLEMENTED'],
      ['BrokenExecutor', 'ERR_BROKEN_EXECUTOR'],
      ['TimeoutError', 'ERR_TIMEOUT'],
      ['InvalidStateError', 'ERR_INVALID_STATE'],
    ]);
    expect(errors.every((error) => error.name in future)).toBe(true);
  });

  it('are related as in Python', () => {
    expect(new CancelledError()).toBeInstanceOf(BaseException);
    expect(new NotImplementedError()).toBeInstanceOf(RuntimeError);
    expect(new BrokenExecutor()).toBeInstanceOf(RuntimeError);
    expect(new TimeoutError()).not.toBeInstanceOf(BaseException);
  });

  it.each([
    [undefined, [], ''],
    ['my message', ['my message'], 'my message'],
    [5, [5], '5'],
    [null, [null], 'null'],
  ])('keep what cancelled them: %s', (given, args, message) => {
    expect(new CancelledError(given)).toMatchObject({ args, message });
  });

  it('keep their facts and their cause', () => {
    const cause = new Error('why');
    expect(new TimeoutError('late', { timeout: 5, cause })).toMatchObject({ message: 'late', timeout: 5, cause });
    expect(new SystemExit(3)).toMatchObject({ exitCode: 3, args: [3] });
    const codes = [undefined, null, true, false, 'text', [1, 2]];
    expect(codes.map((code) => new SystemExit(code).exitCode)).toEqual([0, 0, 1, 0, 1, 1]);
    expect(new NotImplementedError('Executor.submit').message).toBe('Executor.submit is not implemented');
  });
});

describe('rethrowIfCancelled', () => {
  it('throws a cancellation on, and nothing else', () => {
    const cancelled = new CancelledError();
    expect(() => rethrowIfCancelled(cancelled)).toThrow(cancelled);
    expect(() => rethrowIfCancelled(new Error('ordinary'))).not.toThrow();
  });
});

describe('registerError', () => {
  class OutOfStock extends Error {}

  it('knows a class by its name, or by another', () => {
    registerError(OutOfStock);
    registerError(OutOfStock, 'shop.OutOfStock');
    expect([registeredError('OutOfStock'), registeredError('shop.OutOfStock')]).toEqual([OutOfStock, OutOfStock]);
    expect(registeredError('Unheard')).toBeUndefined();
  });

  it('refuses what is no error class, and a name that is taken', () => {
    expect(() => registerError(Map as never)).toThrow('errorClass must be a subclass of Error, got function Map');
    registerError(OutOfStock, 'taken');
    expect(() => registerError(class extends Error {}, 'taken')).toThrow(
      "name must be new: another class is registered as 'taken'",
    );
  });
});
