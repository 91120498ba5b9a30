import { BaseException, BaseExceptionGroup, CancelledError, InvalidStateError, TimeoutError } from '@x/future';
import { QueueEmpty, QueueFull, QueueShutDown } from '@x/queue';
import type { Catch, ErrorName } from './program.ts';

/** Errors that only the programs themselves raise. */
export abstract class OwnError extends Error {}

class OwnA extends OwnError {
  override readonly name = 'OwnA';
}

class OwnB extends OwnError {
  override readonly name = 'OwnB';
}

/** The step names something that does not exist (yet); it is skipped. */
export class Absent extends Error {
  override readonly name = 'Absent';
}

export function makeError({ cls, msg }: { readonly cls: ErrorName; readonly msg: string }): Error {
  switch (cls) {
    case 'OwnA':
      return new OwnA(msg);
    case 'OwnB':
      return new OwnB(msg);
    case 'CancelledError':
      return new CancelledError(msg);
    case 'TimeoutError':
      return new TimeoutError(msg);
  }
}

/** Whether `except` of that kind catches the error in Python. */
export function matches(kind: Catch, error: unknown): boolean {
  if (error instanceof Absent) return false;
  switch (kind) {
    case 'cancel':
      return error instanceof CancelledError;
    case 'timeout':
      return error instanceof TimeoutError;
    case 'own':
      return error instanceof OwnError;
    case 'any':
      return !(error instanceof BaseException);
    case 'base':
      return true;
    case 'group':
      return error instanceof BaseExceptionGroup;
    case 'queue':
      return error instanceof QueueEmpty || error instanceof QueueFull || error instanceof QueueShutDown;
  }
}

/** Errors of state that are a ValueError in Python: a permit too many, `taskDone` too often. */
const valueErrors = new WeakSet<object>();

/** Calls what Python refuses with a ValueError where it does not fit the state. */
export function refusable<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof InvalidStateError) valueErrors.add(error);
    throw error;
  }
}

export function isValueError(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof Error && valueErrors.has(error));
}
