const children = new Set<number>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Sees to it that a worker process does not outlive the program, however that ends: a worker ignores Ctrl-C, and one
 * in an endless loop never notices that its parent has gone.
 *
 * @internal
 */
export function adopt(pid: number | undefined): void {
  if (pid === undefined) return;
  if (children.size === 0) listen();
  children.add(pid);
}

/** The worker has ended. */
export function release(pid: number): void {
  children.delete(pid);
  if (children.size === 0) stopListening();
}

/** Runs `fn`, which blocks the thread, with the signals doing what they do without us. */
export function withoutSignals(fn: () => void): void {
  if (children.size === 0) {
    fn();
    return;
  }
  stopListening();
  try {
    fn();
  } finally {
    listen();
  }
}

function listen(): void {
  process.on('exit', killAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function stopListening(): void {
  process.off('exit', killAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}

// Having a listener keeps a signal from ending the program. If ours is the only one, do what would have been done.
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  killAll();
  stopListening();
  process.kill(process.pid, signal);
}

function killAll(): void {
  for (const pid of children) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}
