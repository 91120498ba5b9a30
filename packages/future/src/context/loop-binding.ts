import { RuntimeError } from '../errors.ts';
import { shown } from '../shown.ts';
import { currentScope, type LoopLike } from './scope.ts';

/**
 * Holds a primitive to the loop in which somebody first waited on it: waiters of two loops cannot wake each other in
 * order.
 *
 * @see Python: the same rule of asyncio's locks and queues
 */
export class LoopBinding {
  #loop: LoopLike | undefined = undefined;

  /**
   * Call it before a wait on `owner` begins.
   *
   * @throws RuntimeError when the first wait was in another loop.
   */
  check(owner: object): void {
    const loop = currentScope()?.loop;
    if (loop === undefined) return;
    this.#loop ??= loop;
    if (this.#loop !== loop) throw new RuntimeError(`${shown(owner)} is bound to a different event loop`);
  }
}
