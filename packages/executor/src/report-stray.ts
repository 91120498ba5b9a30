/** Warns once of an error in a worker that no future stands for. */
export function reportStray(worker: string, error: unknown, what = 'uncaught outside any running task'): void {
  const detail = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  process.emitWarning(`${what}, in ${worker}`, { type: 'WorkerWarning', detail });
}
