import { spawn, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface ProgramOptions {
  /** Longest time that the program may take, in milliseconds. */
  readonly timeout: number;
  /** Ends the program, and all that it started. */
  readonly signal?: AbortSignal | undefined;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/**
 * Runs a program, and gives what it printed.
 *
 * @remarks
 * It leads a process group of its own, which is ended with it: pools leave workers behind when they are killed.
 *
 * @throws Error when it does not end in time, or with another code than 0; the message says which, and why.
 */
export async function runProgram(command: string, args: readonly string[], options: ProgramOptions): Promise<string> {
  const { signal } = options;
  signal?.throwIfAborted();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    env: { ...process.env, ...options.env },
  });
  const end = (): void => endGroup(child);
  const late = AbortSignal.timeout(options.timeout);
  const limits = AbortSignal.any(signal ? [signal, late] : [late]);
  limits.addEventListener('abort', end, { once: true });
  try {
    const ended = exitOf(child);
    // What it started may hold its output open; so that is read until the program itself is over.
    const [stdout, stderr, exit] = await Promise.all([text(child.stdout), text(child.stderr), ended.finally(end)]);
    signal?.throwIfAborted();
    if (late.aborted) throw new Error(`took more than ${options.timeout / 1_000} s`);
    if (exit !== 0) throw new Error(`${describeExit(exit)}${lastError(stderr)}`);
    return stdout;
  } finally {
    limits.removeEventListener('abort', end);
  }
}

function exitOf(child: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function describeExit(exit: number | NodeJS.Signals | null): string {
  if (exit === 13) return 'ended with work that was never settled';
  return typeof exit === 'number' ? `exit code ${exit}` : `ended by ${exit ?? 'nobody'}`;
}

/** The line of a stack trace, of Node's or Python's, that names the error. */
function lastError(stderr: string): string {
  const line = stderr.split('\n').findLast((one) => /^\w*(Error|Exception|Exit|Interrupt)\b/.test(one));
  return line === undefined ? '' : `: ${line.trim()}`;
}
