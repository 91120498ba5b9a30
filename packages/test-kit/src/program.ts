import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ProgramOptions {
  /** Arguments after the file. */
  readonly args?: readonly string[];
  /** Arguments of Node itself, before the file. */
  readonly execArgv?: readonly string[];
  /** Added to the environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string | URL;
  /** The whole of stdin, which is closed after it. Without it {@link startProgram} keeps stdin open for {@link Program.write}. */
  readonly input?: string;
  /** Kills the program when aborted. Vitest hands one to each test: `async ({ signal }) => …`. */
  readonly signal?: AbortSignal;
  /** Longest time the program may take, in milliseconds of real time; it is killed after that. 30,000 by default. */
  readonly timeout?: number;
  /** Puts the program at the head of a process group, so that {@link Program.kill} reaches its children too, as Ctrl-C in a terminal does. */
  readonly group?: boolean;
}

/** How a program ended. Exactly one of `code` and `signal` is set. */
export interface ProgramResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program on its way, see {@link startProgram}. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** Settles when the program has ended and its output is complete. */
  readonly ended: Promise<ProgramResult>;
  /** Resolves once `text` stands in stdout; rejects, with all output, when the program ends without it. */
  printed(text: string): Promise<void>;
  /** Writes to its stdin. */
  write(text: string): void;
  /** Sends a signal, `SIGTERM` by default. False when the program has ended already. */
  kill(signal?: NodeJS.Signals): boolean;
}

/**
 * Starts a Node program (TypeScript sources too) as a child process, outside of the test runner's environment.
 *
 * @remarks
 * Disposing of it (`await using`) kills what still runs.
 */
export function startProgram(file: string | URL, options: ProgramOptions = {}): Program {
  const { args = [], execArgv = [], cwd, input, signal, timeout = 30_000, group = false } = options;
  const path = file instanceof URL ? fileURLToPath(file) : file;
  const child = spawn(process.execPath, [...PRELOAD, ...execArgv, path, ...args], {
    cwd,
    env: shellEnvironment(options.env),
    detached: group,
    stdio: 'pipe',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A program that ends before it has read everything is a result, not an error.
  child.stdin.on('error', () => undefined);
  if (input !== undefined) child.stdin.end(input);

  const kill = (name: NodeJS.Signals = 'SIGTERM'): boolean => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    return group ? process.kill(-child.pid, name) : child.kill(name);
  };
  const stop = (): void => {
    kill('SIGKILL');
    // A grandchild may still hold the pipes open.
    child.stdout.destroy();
    child.stderr.destroy();
  };
  const limit = AbortSignal.any([AbortSignal.timeout(timeout), ...(signal ? [signal] : [])]);
  if (limit.aborted) stop();
  limit.addEventListener('abort', stop, { once: true });

  const ended = new Promise<ProgramResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  }).finally(() => limit.removeEventListener('abort', stop));

  return {
    pid: child.pid ?? -1,
    ended,
    kill,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (stdout.includes(text)) resolve();
        };
        look();
        child.stdout.on('data', look);
        ended.then((result) => {
          reject(new Error(`the program ended without printing ${JSON.stringify(text)}: ${JSON.stringify(result)}`));
        }, reject);
      }),
    write: (text) => void child.stdin.write(text),
    async [Symbol.asyncDispose]() {
      stop();
      await ended;
    },
  };
}

/** Runs a Node program to its end; stdin is empty unless `input` is given. A non-zero exit code is a result, not an error. */
export async function runProgram(file: string | URL, options: ProgramOptions = {}): Promise<ProgramResult> {
  return startProgram(file, { input: '', ...options }).ended;
}

/** What a Node older than the language of our programs needs, see older-node.ts. */
const PRELOAD =
  Number.parseInt(process.versions.node) < 24 ? ['--import', new URL('./older-node.ts', import.meta.url).href] : [];

/** What the test runner sets for itself and a program started from a shell would not see. */
const RUNNER_VARIABLES =
  /^(VITEST|TINYPOOL)|^(NODE_OPTIONS|NODE_ENV|NODE_V8_COVERAGE|FORCE_COLOR|TEST|DEV|PROD|MODE|SSR|BASE_URL)$/;

function shellEnvironment(added: ProgramOptions['env'] = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !RUNNER_VARIABLES.test(name));
  return { ...Object.fromEntries(inherited), NO_COLOR: '1', ...added };
}
