import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Tinypool } from 'tinypool';
import { endedAlready, endWithProgram } from './end-with-program.ts';
import type { WorkerExit } from './errors.ts';
import { ENTRY, LAST_BREATH, type Host, type HostEvents, type HostOptions, type ResourceLimits } from './host.ts';
import { inheritedFlags } from './inherited-flags.ts';
import { redirect } from './redirect.ts';
import { retire } from './retire.ts';
import { isWorkerMessage } from './worker-message.ts';
import type { Message, Setup } from './worker/protocol.ts';

// A grandchild may hold the worker's output open for as long as it likes.
const LAST_WORDS = 500;

/** A worker process. Our messages share Node's channel with tinypool's, which leaves alone what is not its own. */
export class ProcessHost implements Host {
  readonly gone: Promise<void>;
  readonly #pool: Tinypool;
  readonly #worker: Tinypool['threads'][number];
  readonly #events: HostEvents;
  #send: ((message: Message) => void) | undefined;
  #exit: WorkerExit | undefined;
  #isCut = false;
  #isGone = false;
  #noteGone!: () => void;

  constructor(setup: Setup, options: HostOptions, events: HostEvents) {
    this.gone = new Promise((resolve) => (this.#noteGone = resolve));
    this.#events = events;
    this.#pool = new Tinypool({
      runtime: 'child_process',
      filename: fileURLToPath(ENTRY),
      minThreads: 1,
      maxThreads: 1,
      serialization: 'advanced',
      // Without it a worker would start with an empty environment.
      env: (options.env ?? process.env) as Record<string, string>,
      execArgv: [...(options.execArgv ?? inheritedFlags()), ...memoryFlags(options.resourceLimits)],
    });
    const [worker] = this.#pool.threads;
    if (worker === undefined) throw new TypeError('tinypool started no worker');
    this.#worker = worker;
    this.#pool.on('error', () => undefined);
    worker.on('error', (error: unknown) => this.#onError(error));
    worker.once('exit', (code: number | null, signal: string | null) => this.#onExit(code, signal));
    worker.once('disconnect', () => this.#onCut());
    worker.once('close', () => this.#noteGone());
    const { process: child } = worker as { process?: ChildProcess };
    redirect(child, options);
    endWithProgram(this.id);
    const channel = {
      onMessage: (send: (message: Message) => void) => void (this.#send = send),
      postMessage: (message: unknown) => {
        if (isWorkerMessage(message)) events.onMessage(message);
      },
    };
    this.#pool.run({ setup }, { channel }).then(
      () => (this.#pool.options.minThreads = 0),
      () => undefined,
    );
  }

  get id(): number {
    return this.#worker.threadId;
  }

  post(message: Message): void {
    this.#send?.(message);
  }

  take(): undefined {
    return undefined;
  }

  ref(): void {
    this.#worker.ref?.();
  }

  unref(): void {
    this.#worker.unref?.();
  }

  end(force: boolean): void {
    if (this.#exit !== undefined) return;
    this.#pool.options.minThreads = 0;
    try {
      process.kill(this.id, force ? 'SIGKILL' : 'SIGTERM');
    } catch {
      // It has just ended by itself.
    }
  }

  // The worker could not be started: no exit follows.
  #onError(error: unknown): void {
    if ((this.#worker.threadId as number | undefined) !== undefined) return;
    this.#exit = { error };
    this.#onCut();
  }

  #onExit(code: number | null, signal: string | null): void {
    this.#exit = signal === null ? { exitCode: code ?? 0 } : { signal };
    endedAlready(this.id);
    // Held: somebody may wait for the end of a shutdown, with nothing else to keep the program running.
    const timer = setTimeout(this.#noteGone, LAST_WORDS);
    void this.gone.then(() => clearTimeout(timer));
    this.#finish();
  }

  #onCut(): void {
    this.#isCut = true;
    // Without its line a worker is of no more use, whatever holds it up.
    if (this.#exit === undefined) setTimeout(() => this.end(true), LAST_BREATH).unref();
    this.#finish();
  }

  // What it sent last has been read when the line is cut; why it ended is known when it has exited.
  #finish(): void {
    if (this.#exit === undefined || !this.#isCut || this.#isGone) return;
    this.#isGone = true;
    retire(this.#pool);
    this.#events.onExit(this.#exit);
  }
}

// Processes take as flags what threads take as limits.
function memoryFlags({ maxOldGenerationSizeMb, maxYoungGenerationSizeMb, stackSizeMb }: ResourceLimits = {}): string[] {
  const flags: string[] = [];
  if (maxOldGenerationSizeMb !== undefined) flags.push(`--max-old-space-size=${maxOldGenerationSizeMb}`);
  if (maxYoungGenerationSizeMb !== undefined) flags.push(`--max-semi-space-size=${maxYoungGenerationSizeMb}`);
  if (stackSizeMb !== undefined) flags.push(`--stack-size=${Math.round(stackSizeMb * 1024)}`);
  return flags;
}
