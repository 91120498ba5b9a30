import { memoryTrend, measureMemory, type MemorySample } from './memory.ts';
import { programOf, type Program } from './program.ts';
import { holdings, remains, ThreadWatch, type Holdings } from './remains.ts';
import type { Order, Report } from './report.ts';
import type { Room } from './room.ts';
import { Stage } from './stage.ts';
import { UnseenFailures } from './unseen-failures.ts';
import type { Violation } from './violation.ts';
import { warmUp } from './warm-up.ts';

// Longest time of one program, in milliseconds.
const PATIENCE = 240_000;

/** Plays what was ordered in this process, and reports on stdout. */
export async function playOrder(order: Order, findRoom: (name: string) => Room): Promise<void> {
  // Nobody listens any more.
  process.stdout.on('error', () => process.exit(1));
  const threads = new ThreadWatch();
  const unseen = new UnseenFailures();
  await warmUp(('program' in order ? [order.program.room] : order.rooms).map(findRoom));
  unseen.take();
  const player = new Player(findRoom, threads, unseen, holdings(threads));
  if ('program' in order) {
    for (let time = 0; time < (order.times ?? 1); time++) await player.play(order.program, order.name, time);
  } else {
    const end = performance.now() + order.milliseconds;
    for (let index = order.from; performance.now() < end; index++) {
      const { program, name } = programOf(order.rooms, order.seed, index);
      await player.play(program, name, index);
    }
  }
  threads.end();
  const trend = memoryTrend(player.samples);
  const violations: Violation[] = trend === undefined ? [] : [{ invariant: 'memory returns to its base', text: trend }];
  report({ event: 'over', violations });
}

class Player {
  readonly samples: MemorySample[] = [];
  readonly #findRoom: (name: string) => Room;
  readonly #threads: ThreadWatch;
  readonly #unseen: UnseenFailures;
  readonly #base: Holdings;

  constructor(findRoom: (name: string) => Room, threads: ThreadWatch, unseen: UnseenFailures, base: Holdings) {
    this.#findRoom = findRoom;
    this.#threads = threads;
    this.#unseen = unseen;
    this.#base = base;
  }

  async play(program: Program, name: string, index: number): Promise<void> {
    report({ event: 'started', name, index });
    const begin = performance.now();
    const violations = await this.#violationsOf(program);
    const milliseconds = Math.round(performance.now() - begin);
    const memory = measureMemory();
    this.samples.push(memory);
    report({ event: 'finished', name, index, milliseconds, memory, violations });
    // What went wrong once may spoil all that follows.
    if (violations.length > 0) process.exit(1);
  }

  async #violationsOf({ room, plan }: Program): Promise<readonly Violation[]> {
    const stage = new Stage();
    const playing = this.#findRoom(room)
      .play(plan, stage)
      .catch((error: unknown) =>
        stage.violate('every outcome is the right one', `the program threw ${describe(error)}`),
      );
    const hasEnded = await stage.settles(playing, PATIENCE);
    stage.expect(hasEnded, 'every task settles exactly once', `the program did not end within ${PATIENCE} ms`);
    for (const file of await stage.close()) stage.violate('nothing is left behind', `temporary file ${file}`);
    for (const held of await remains(this.#base, this.#threads)) stage.violate('nothing is left behind', held);
    // What was dropped is reported when it is collected.
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 1));
    for (const text of this.#unseen.take()) stage.violate('nothing fails unseen', text);
    return stage.violations;
  }
}

function report(line: Report): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error);
}
