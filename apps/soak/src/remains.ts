import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';

/** What a process holds: how many of each kind. */
export type Holdings = ReadonlyMap<string, number>;

// What is being closed may take so long, in milliseconds, on a busy machine.
const CLOSING_TIME = 5_000;

/** Sees worker threads from its making on, also those that do not keep the process alive. */
export class ThreadWatch {
  readonly #alive = new Set<Worker>();
  readonly #onWorker = (worker: Worker): void => {
    this.#alive.add(worker);
    worker.once('exit', () => this.#alive.delete(worker));
  };

  constructor() {
    process.on('worker', this.#onWorker);
  }

  get count(): number {
    return this.#alive.size;
  }

  end(): void {
    process.off('worker', this.#onWorker);
  }
}

/** Everything that this process holds at the moment: what keeps it alive, threads, child processes, descriptors. */
export function holdings(threads: ThreadWatch): Holdings {
  const counts = new Map<string, number>();
  const count = (kind: string, amount = 1): void => void counts.set(kind, (counts.get(kind) ?? 0) + amount);
  for (const kind of process.getActiveResourcesInfo()) count(`active ${kind}`);
  if (threads.count > 0) count('worker thread', threads.count);
  for (const pid of childProcesses()) count(`child process ${commandOf(pid)}`);
  for (const target of descriptors()) count(`descriptor of ${target}`);
  return counts;
}

/** What there is more of than before: `['worker thread: 2 instead of 1']`. */
function excess(before: Holdings, now: Holdings): readonly string[] {
  return [...now]
    .filter(([kind, amount]) => amount > (before.get(kind) ?? 0))
    .map(([kind, amount]) => `${kind}: ${amount} instead of ${before.get(kind) ?? 0}`);
}

/** Waits until no more is held than before, and says what is, when that takes too long. */
export async function remains(
  before: Holdings,
  threads: ThreadWatch,
  closingTime: number = CLOSING_TIME,
): Promise<readonly string[]> {
  const deadline = performance.now() + closingTime;
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    const left = excess(before, holdings(threads));
    if (left.length === 0 || performance.now() > deadline) return left;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The ids of the child processes, as far as the system tells. */
export function childProcesses(): readonly number[] {
  return entries('/proc/self/task').flatMap((thread) => {
    const children = attempt(() => readFileSync(`/proc/self/task/${thread}/children`, 'utf8')) ?? '';
    return children.split(' ').filter(Boolean).map(Number);
  });
}

function commandOf(pid: number): string {
  const command = attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '';
  return command === '' ? '(ended)' : command.split('\0').slice(0, 3).join(' ');
}

/** What the open descriptors stand for, without the numbers of pipes and sockets. */
function descriptors(): readonly string[] {
  const targets = entries('/proc/self/fd').map((fd) => attempt(() => readlinkSync(`/proc/self/fd/${fd}`)));
  return targets.flatMap((target) =>
    target === undefined || target.startsWith('/proc/') ? [] : [target.replace(/:\[\d+\]$/, '')],
  );
}

function entries(folder: string): readonly string[] {
  return attempt(() => readdirSync(folder)) ?? [];
}

/** A process or descriptor may go while one looks at it; and not every system has `/proc`. */
function attempt<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
