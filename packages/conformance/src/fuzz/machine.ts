import {
  createTask,
  currentTask,
  type EventLoop,
  type Future,
  getRunningLoop,
  type Task,
  type Token,
} from '@x/event-loop';
import { type Body, call, coroutineFunction, type Mode } from './bodies.ts';
import { Absent } from './errors.ts';
import { format, formatError } from './format.ts';
import { type CallbackSpec, labelOf, type Program, type Step, type TaskSpec } from './program.ts';
import { type SyncHandlers, syncSteps } from './sync-steps.ts';
import { Trace } from './trace.ts';
import { type WaitingHandlers, waitingSteps } from './waiting-steps.ts';
import { World } from './world.ts';

/** The watchdog cancels everything so often, then gives up and says who is stuck. */
const ROUNDS = 8;
const ROUND_MS = 100;

/** What a running body carries along. */
export interface Running {
  readonly name: string;
  /** The index of the innermost `repeat`. */
  index: number;
  readonly tokens: Map<string, Token<number>>;
}

/**
 * Interprets one program on the loop that is running, step by step as `fuzz/run_cpython.py` does on asyncio, and
 * leaves a line in the trace for each step.
 */
export class Machine {
  readonly mode: Mode;
  readonly loop: EventLoop;
  readonly trace: Trace;
  readonly world: World;
  readonly #program: Program;
  readonly #finished: Future<undefined>;
  readonly #syncSteps: SyncHandlers;
  readonly #waitingSteps: WaitingHandlers;
  #open = 0;

  constructor(program: Program, mode: Mode) {
    this.mode = mode;
    this.loop = getRunningLoop();
    this.trace = new Trace(this.loop);
    this.world = new World(program.objects, this.loop);
    this.#program = program;
    this.#finished = this.loop.createFuture();
    this.#syncSteps = syncSteps(this);
    this.#waitingSteps = waitingSteps(this);
  }

  /** Runs the program to its end; then logs the outcome of each task and the state of each object. */
  *run(): Body<void> {
    this.loop.setExceptionHandler((_, { handle, exception }) => {
      // Other reports (lost errors, lost tasks) come when CPython's collector likes.
      if (handle !== undefined && exception !== undefined)
        this.log('loop', `callback failed ${formatError(exception)}`);
    });
    const { horizon, main, objects } = this.#program;
    this.loop.callLater(horizon, () => this.#watch(1));
    this.register(main.name, createTask(this.task(main), { name: main.name }));
    yield this.#finished;
    for (const [name, task] of this.world.tasks) this.log('end', `${name} ${outcome(task)}`);
    for (const [name, { kind }] of Object.entries(objects)) {
      if (kind !== 'var' && kind !== 'cell') this.log('end', `${name} ${format(this.world.read(name))}`);
    }
    this.trace.close();
  }

  log(who: string, text: string): void {
    this.trace.log(who, text);
  }

  register(name: string, task: Task<unknown>): void {
    this.world.tasks.set(name, task);
    this.#open += 1;
    task.addDoneCallback(() => {
      this.#open -= 1;
      if (this.#open === 0 && !this.#finished.done()) this.#finished.setResult(undefined);
    });
  }

  /** The coroutine function of a task of the program. */
  task(spec: TaskSpec): () => Promise<number | string> | Body<number | string> {
    return coroutineFunction(this.mode, () => this.#task(spec));
  }

  /** A block of steps as a coroutine function, for calls that take a body. */
  body<T = undefined>(
    running: Running,
    steps: readonly Step[],
    enter?: (value: T) => void,
  ): (value: T) => Promise<string> | Body<string> {
    const { mode } = this;
    const run = (): Body => this.#steps(running, steps);
    return coroutineFunction(mode, function* (value: T): Body<string> {
      enter?.(value);
      yield* run();
      return 'through';
    });
  }

  /** A block of steps as part of a body; in async mode a native async function of its own. */
  *block(running: Running, steps: readonly Step[]): Body<void> {
    yield* call(this.mode, this.#steps(running, steps));
  }

  /** The steps of a callback of the loop. */
  callback(name: string, { steps }: CallbackSpec): void {
    const running: Running = { name, index: 0, tokens: new Map() };
    for (const step of steps) {
      let value: unknown;
      try {
        if (step.op !== 'yield') value = this.#handlerOf(step)?.(running, step);
      } catch (error) {
        if (!(error instanceof Absent)) throw error;
        value = 'absent';
      }
      this.log(name, `${labelOf(step)} -> ${format(value)}`);
    }
  }

  *#task(spec: TaskSpec): Body<number | string> {
    const { name } = spec;
    // Those given to gather() as coroutine functions make themselves known here.
    const task = currentTask();
    if (!this.world.tasks.has(name) && task !== undefined) this.register(name, task);
    this.log(name, 'starts');
    try {
      yield* this.block({ name, index: 0, tokens: new Map() }, spec.body);
    } catch (error) {
      this.log(name, `fails ! ${formatError(error)}`);
      throw error;
    }
    this.log(name, 'returns');
    return spec.value ?? name;
  }

  *#steps(running: Running, steps: readonly Step[]): Body<void> {
    for (const step of steps) yield* this.#step(running, step);
  }

  *#step(running: Running, step: Step): Body<void> {
    const label = labelOf(step);
    let value: unknown;
    try {
      const handler = this.#handlerOf(step);
      value = handler ? handler(running, step) : yield* this.#waitingHandlerOf(step)(running, step);
    } catch (error) {
      if (!(error instanceof Absent)) {
        this.log(running.name, `${label} ! ${formatError(error)}`);
        throw error;
      }
      value = 'absent';
    }
    this.log(running.name, `${label} -> ${format(value)}`);
  }

  #watch(round: number): void {
    const waiting = [...this.world.tasks].filter(([, task]) => !task.done());
    if (round > ROUNDS) {
      this.log('watchdog', `stuck ${waiting.map(([name]) => name).join(' ')}`);
      this.#finished.setResult(undefined);
      return;
    }
    for (const [name, task] of waiting) {
      this.log('watchdog', `cancel ${name}`);
      task.cancel('watchdog');
    }
    this.loop.callLater(ROUND_MS, () => this.#watch(round + 1));
  }

  // A step fits the handler of its own op, which TypeScript cannot follow through the lookup.
  #handlerOf(step: Step): ((running: Running, step: Step) => unknown) | undefined {
    return (this.#syncSteps as Record<string, (running: Running, step: Step) => unknown>)[step.op];
  }

  #waitingHandlerOf(step: Step): (running: Running, step: Step) => Body {
    return (this.#waitingSteps as unknown as Record<Step['op'], (running: Running, step: Step) => Body>)[step.op];
  }
}

function outcome(task: Task<unknown>): string {
  if (!task.done()) return 'pending';
  if (task.cancelled()) return 'cancelled';
  const error = task.exception();
  return error === undefined ? format(task.result()) : formatError(error);
}
