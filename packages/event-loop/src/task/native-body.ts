import { currentScope, FOLLOWS_AWAITS } from '@x/future/context';

/** Who runs a native body: the task, which is its scope. */
export interface BodyOwner {
  /** The body has returned. */
  finish(value: unknown): void;
  /** The body has thrown. */
  fail(error: unknown): void;
}

/** Tells the task how its native body ends; called in the scope of the task. */
export function followNative(owner: BodyOwner, body: PromiseLike<unknown>): void {
  // Two closures for each task cost more than looking the task up, where the platform calls back in its scope.
  if (FOLLOWS_AWAITS && isPlainPromise(body)) {
    body.then(finishCurrent, failCurrent);
    return;
  }
  body.then(
    (value) => owner.finish(value),
    (error: unknown) => owner.fail(error),
  );
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- only compared
const { then } = Promise.prototype;

function isPlainPromise(body: PromiseLike<unknown>): boolean {
  return body instanceof Promise && body.then === then;
}

function finishCurrent(value: unknown): void {
  (currentScope() as unknown as BodyOwner).finish(value);
}

function failCurrent(error: unknown): void {
  (currentScope() as unknown as BodyOwner).fail(error);
}
