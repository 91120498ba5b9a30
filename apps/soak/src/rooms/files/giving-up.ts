import type { Stage } from '../../stage.ts';

/** Why a call was given up. */
export class GivenUp extends Error {}

/** A signal that is aborted after so many milliseconds; 0 in the next turn. */
export function signalAfter(stage: Stage, milliseconds: number | undefined): { readonly signal?: AbortSignal } {
  if (milliseconds === undefined) return {};
  const controller = new AbortController();
  const abort = (): void => controller.abort(new GivenUp());
  if (milliseconds === 0) setImmediate(abort);
  else stage.later(milliseconds, abort);
  return { signal: controller.signal };
}

/** Whether the call was carried out; it may only have been given up instead. */
export async function isDone(call: PromiseLike<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof GivenUp) return false;
    throw error;
  }
}
