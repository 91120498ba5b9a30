import { describeExit, type WorkerExit } from './errors.ts';
import type { Runtime } from './runtime.ts';

/** Makes the error of a broken executor, a fresh one each time: for an open future, or for a later `submit`. */
export type Doom = (isOpen: boolean) => Error;

/** A worker was lost, or could not be had. */
export function lostWorker(
  { kind, Broken }: Runtime,
  worker: string,
  exit: WorkerExit,
  how: string = describeExit(exit),
): Doom {
  const options = withCause(exit);
  return (isOpen) => {
    const what = isOpen
      ? `A ${kind} in the ${kind} pool was terminated abruptly while the future was running or pending`
      : `A child ${kind} terminated abruptly, the ${kind} pool is not usable anymore`;
    return new Broken(`${what}: ${worker} ${how}`, options);
  };
}

/** An initializer failed. */
export function failedInitializer({ kind, Broken }: Runtime, error: unknown): Doom {
  const options = withCause({ error });
  return () => new Broken(`A ${kind} initializer failed, the ${kind} pool is not usable anymore`, options);
}

/** Somebody ended the workers by force. */
export function byForce({ kind, Broken }: Runtime): Doom {
  return () => new Broken(`the workers of the ${kind} pool were forcefully shut down while the future was running`, {});
}

function withCause(exit: WorkerExit): ErrorOptions & WorkerExit {
  return exit.error === undefined ? exit : { ...exit, cause: exit.error };
}
