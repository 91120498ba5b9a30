import { Deque } from '@x/future/context';
import { describe, expect, it } from 'vitest';
import { WorkerLostError } from '../src/index.ts';
import { divide, type Estate } from '../src/estate.ts';
import type { Host } from '../src/host.ts';
import { RemoteWorker } from '../src/remote-worker.ts';
import { TaskFuture } from '../src/task-future.ts';
import { Window } from '../src/window.ts';
import { Cells } from '../src/worker/cells.ts';

type Task = TaskFuture<unknown>;

const run = { id: 1, definition: { kind: 'source', source: 'run', name: '' } } as const;
const tooLate = new Error('too late');

/** A worker that was sent three tasks, begun `begun` of them and answered for `answered`. */
function setUp(kind: 'thread' | 'process', begun: number, answered: number) {
  const nothing = (): undefined => undefined;
  const host: Host = {
    id: 1,
    post: nothing,
    take: nothing,
    ref: nothing,
    unref: nothing,
    end: nothing,
    gone: Promise.resolve(),
  };
  const events = { onMessage: nothing, onUnreadable: nothing, onExit: nothing };
  const cells = kind === 'thread' ? new Cells() : undefined;
  const window = new Window(1, 64);
  window.learn(0.001, 1);
  const worker = new RemoteWorker(
    'w',
    0,
    window,
    cells,
    true,
    Infinity,
    () => host,
    () => events,
  );
  const queue = new Deque<Task>();
  const tasks = ['a', 'b', 'c'].map((name) => {
    const task = new TaskFuture<unknown>({ withdraw: () => false, serve: () => false }, run, [name], undefined);
    queue.push(task);
    return { task };
  });
  worker.send(queue, 3, false);
  for (let seq = 0; seq < begun; seq++) cells?.start(seq);
  for (let seq = 0; seq < answered; seq++) void worker.settle(seq);
  const names = new Map(tasks.map(({ task }, index) => [task, 'abc'[index]]));
  const show = ({ lost, waiting, isAccident }: Estate) => ({
    lost: lost.map(
      ([task, error]) => `${names.get(task) ?? ''} ${error instanceof WorkerLostError ? 'lost' : String(error)}`,
    ),
    waiting: waiting.map((task) => names.get(task)).join(''),
    isAccident,
  });
  const condemn = (index: number): void =>
    void (worker.sentence = { task: tasks[index]?.task as Task, error: tooLate });
  return { worker, condemn, show };
}

const exit = { exitCode: 1 };

describe('divide', () => {
  it.each(['thread', 'process'] as const)('EXEC-099 loses the task that ran on a %s, by accident', (kind) => {
    const { worker, show } = setUp(kind, 2, 1);
    expect(show(divide(worker, exit, false, true))).toEqual({ lost: ['b lost'], waiting: 'c', isAccident: true });
  });

  it.each(['thread', 'process'] as const)('loses the task that a %s was ended for, for its own reason', (kind) => {
    for (const isPrompt of [true, false]) {
      const { worker, condemn, show } = setUp(kind, 2, 1);
      condemn(1);
      const estate = { lost: ['b Error: too late'], waiting: 'c', isAccident: false };
      expect(show(divide(worker, exit, false, isPrompt))).toEqual(estate);
    }
  });

  it.each(['thread', 'process'] as const)(
    'runs no task twice that a %s began after the one it was ended for',
    (kind) => {
      const { worker, condemn, show } = setUp(kind, 2, 1);
      condemn(0);
      expect(show(divide(worker, exit, false, true))).toEqual({ lost: ['b lost'], waiting: 'c', isAccident: false });
    },
  );

  it('loses all that a process may have begun whose results travel together', () => {
    const { worker, condemn, show } = setUp('process', 2, 1);
    condemn(0);
    const estate = { lost: ['b lost', 'c lost'], waiting: '', isAccident: false };
    expect(show(divide(worker, exit, false, false))).toEqual(estate);
  });

  it('takes the end of a worker that was told to leave, and has nothing, for no accident', () => {
    const { worker, show } = setUp('process', 3, 3);
    expect(show(divide(worker, exit, true, true))).toEqual({ lost: [], waiting: '', isAccident: false });
  });
});
