import { allTasks, createTask, currentTask, run, sleep, type Task } from '@x/event-loop';
import { runVirtual } from '@x/event-loop/testing';
import { CancelledError, ExceptionGroup } from '@x/future';
import { Lock } from '@x/sync';
import type { Stage } from '../../stage.ts';
import { TaskLedger, type Outcome } from '../../task-ledger.ts';
import type { Step, TaskPlan } from './plan.ts';
import { Wanted, World, type MakeLock } from './world.ts';

/** Runs random tasks on a loop, and checks that each ends once and gives back what it took. */
export async function playTasks(
  { setup, steps }: TaskPlan,
  stage: Stage,
  makeLock: MakeLock = () => new Lock(),
): Promise<void> {
  const main = (): Promise<void> => runSteps(steps, new World(stage, setup, makeLock), stage);
  if (setup.mode === 'virtual') await runVirtual(main);
  else await run(main);
}

async function runSteps(steps: readonly Step[], world: World, stage: Stage): Promise<void> {
  const ledger = new TaskLedger(stage);
  const begun = new Map<number, number>();
  const cancelling = steps.map((step) => {
    const id = ledger.nextId();
    const onBegin = (): unknown => begun.set(id, (begun.get(id) ?? 0) + 1);
    const task = createTask(bodyOf(step, world, onBegin));
    world.tasks.push(task);
    const record = ledger.track(id, step.isGenerator ? 'generator' : 'async function', task);
    return { step, task, record, id };
  });
  for (const { step, task, record, id } of cancelling) {
    // Cancelled before its first step, it never begins.
    if (step.cancelAfter === 0) record.isTakenBack = task.cancel() && !begun.has(id);
    else if (step.cancelAfter !== undefined) void createTask(() => cancelLater(task, step.cancelAfter ?? 0));
  }
  for (const { task } of cancelling) await outcomeOf(task);
  for (;;) {
    // What was shielded, and those who cancel, may still be on their way.
    const rest = [...allTasks()].filter((task) => task !== currentTask() && !task.done());
    if (rest.length === 0) break;
    for (const task of rest) await outcomeOf(task);
  }
  // Callbacks come an iteration after what they tell of.
  for (let turn = 0; turn < 2; turn++) await sleep(0);
  await world.checkRest();
  ledger.check(begun, (_record, outcome) => judge(outcome));
}

function bodyOf({ actions, isGenerator }: Step, world: World, onBegin: () => unknown): () => Promise<void> {
  if (!isGenerator) {
    return async () => {
      onBegin();
      await world.perform(actions);
    };
  }
  const body = function* (): Generator<unknown, void> {
    onBegin();
    for (const action of actions) yield world.act(action);
  };
  return body as unknown as () => Promise<void>;
}

async function cancelLater(task: Task<void>, time: number): Promise<void> {
  await sleep(time);
  task.cancel();
}

async function outcomeOf(task: Task<unknown>): Promise<void> {
  await Promise.allSettled([task]);
}

function judge(outcome: Outcome): string | undefined {
  return 'value' in outcome || isExpected(outcome.error) ? undefined : String(outcome.error);
}

/** It was cancelled, or failed as its plan says, perhaps in a group. */
function isExpected(error: unknown): boolean {
  if (error instanceof ExceptionGroup) return error.exceptions.every(isExpected);
  return error instanceof CancelledError || error instanceof Wanted;
}
