/** Plays programs in a process of their own, one after the other, and then has nothing left to do: see report.ts. */
import { memoryTrend, measureMemory, type MemorySample } from './memory.ts';
import { programOf, type Program } from './program.ts';
import { holdings, remains, ThreadWatch, type Holdings } from './remains.ts';
import type { Order, Report } from './report.ts';
import { findRoom } from './rooms.ts';
import { Stage } from './stage.ts';
import type { Violation } from './violation.ts';
import { warmUp } from './warm-up.ts';

// Longest time of one program, in milliseconds.
const PATIENCE = 90_000;

const threads = new ThreadWatch();
const samples: MemorySample[] = [];
let unseen: string[] = [];

// What nobody caught, awaited or looked at ends up in one of these.
process.on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning')
    unseen.push(`${String(warning)} ${(warning as { detail?: string }).detail ?? ''}`);
});
process.on('unhandledRejection', (reason) => unseen.push(`unhandled rejection: ${describe(reason)}`));
process.on('uncaughtException', (error) => unseen.push(`uncaught exception: ${describe(error)}`));

await playOrder(JSON.parse(process.argv[2] ?? '') as Order);

async function playOrder(order: Order): Promise<void> {
  await warmUp('program' in order ? [order.program.room] : order.rooms);
  const base = holdings(threads);
  unseen = [];
  if ('program' in order) {
    await playOne(order.program, order.name, 0, base);
  } else {
    const end = performance.now() + order.milliseconds;
    for (let index = order.from; performance.now() < end; index++) {
      const { program, name } = programOf(order.rooms, order.seed, index);
      await playOne(program, name, index, base);
    }
  }
  threads.end();
  const trend = memoryTrend(samples);
  const violations: Violation[] = trend === undefined ? [] : [{ invariant: 'memory returns to its base', text: trend }];
  report({ event: 'over', violations });
}

async function playOne({ room, plan }: Program, name: string, index: number, base: Holdings): Promise<void> {
  report({ event: 'started', name, index });
  const begin = performance.now();
  const violations = await violationsOf(() => findRoom(room), plan, base);
  const milliseconds = Math.round(performance.now() - begin);
  const memory = measureMemory();
  samples.push(memory);
  report({ event: 'finished', name, index, milliseconds, memory, violations });
  // What went wrong once may spoil all that follows.
  if (violations.length > 0) process.exit(1);
}

async function violationsOf(
  room: () => ReturnType<typeof findRoom>,
  plan: Program['plan'],
  base: Holdings,
): Promise<readonly Violation[]> {
  const stage = new Stage();
  const playing = room()
    .play(plan, stage)
    .catch((error: unknown) => stage.violate('every outcome is the right one', `the program threw ${describe(error)}`));
  const hasEnded = await stage.settles(playing, PATIENCE);
  stage.expect(hasEnded, 'every task settles exactly once', `the program did not end within ${PATIENCE} ms`);
  const temporary = await stage.close();
  for (const file of temporary) stage.violate('nothing is left behind', `temporary file ${file}`);
  for (const held of await remains(base, threads)) stage.violate('nothing is left behind', held);
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, 1));
  for (const text of unseen.splice(0)) stage.violate('nothing fails unseen', text);
  return stage.violations;
}

function report(line: Report): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? String(error)) : String(error);
}
