import { BrokenProcessPool, WorkerLostError } from '@x/executor';
import { Future } from '@x/future';
import { describe, expect, it } from 'vitest';
import { judge, type Circumstances } from '../src/rooms/executors/judge.ts';
import type { Submit } from '../src/rooms/executors/plan.ts';
import { Stage } from '../src/stage.ts';
import type { TaskRecord } from '../src/task-ledger.ts';

const step: Submit = { do: 'submit', work: { kind: 'echo' }, copies: 1 };
const setup: Circumstances['setup'] = {
  kind: 'processes',
  workers: 1,
  onWorkerLost: 'replace',
  minWorkers: 0,
  hasSmallHeap: false,
  end: 'shutdown',
};

function verdictOn(error: Error, what: Partial<Circumstances>): string | undefined {
  const record: TaskRecord = {
    id: 0,
    label: 'echo',
    future: new Future(),
    isTakenBack: false,
    callbacks: 1,
    outcomes: [{ error }],
  };
  const circumstances = { setup, deaths: 0, kills: 0, limited: 0, lost: 0, isEnding: false, ...what };
  return judge(record, { error }, step, circumstances);
}

describe('judge', () => {
  it('lets an executor break whose workers were killed three times before they were up, and not before', () => {
    const error = new BrokenProcessPool();
    expect(verdictOn(error, { deaths: 2, kills: 2 })).toMatch(/nothing broke/);
    expect(verdictOn(error, { deaths: 3, kills: 3 })).toBeUndefined();
    expect(verdictOn(error, { deaths: 1, setup: { ...setup, onWorkerLost: 'break' } })).toBeUndefined();
  });

  it('lets a task be lost when a worker died, or was ended for the limit of another task', () => {
    const error = new WorkerLostError('w', { signal: 'SIGKILL' });
    expect(verdictOn(error, {})).toMatch(/no worker was lost/);
    expect(verdictOn(error, { deaths: 1 })).toBeUndefined();
    expect(verdictOn(error, { limited: 1 })).toBeUndefined();
  });
});

describe('Stage.settles', () => {
  it('waits for as long as something goes on', async () => {
    const stage = new Stage();
    const never = new Promise(() => undefined);
    let looks = 0;
    expect(await stage.settles(never, 1, () => Math.min((looks += 1), 4))).toBe(false);
    expect(looks).toBe(5);
    expect(await stage.settles(Promise.resolve(), 1)).toBe(true);
    await stage.close();
  });
});
