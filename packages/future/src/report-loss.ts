/**
 * Watches for failures that nobody reads: each is reported once, after its future was collected.
 */
export interface LossWatch {
  /** Somebody has seen the failure. */
  release(): void;
}

/** What to do when the watched object is collected unread. */
export type LossReport = () => void;

const registry = new FinalizationRegistry<LossReport>((report) => report());

/**
 * Calls `report` once `owner` is collected, unless the watch was released. `report` must not refer to `owner`.
 */
export function watchLoss(owner: object, report: LossReport): LossWatch {
  const token = {};
  registry.register(owner, report, token);
  return { release: () => void registry.unregister(token) };
}

/** A process warning where there is a process, the console elsewhere. */
export function warn(message: string, error: unknown): void {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  const detail = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  if (process?.emitWarning === undefined) console.error(`${message}\n${detail}`);
  else process.emitWarning(message, { type: 'LostFailureWarning', detail });
}
