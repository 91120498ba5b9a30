import { Deque } from '@x/future/context';
import { describe, expect, it } from 'vitest';
import type { Host } from '../src/host.ts';
import { RemoteWorker } from '../src/remote-worker.ts';
import { TaskFuture, type TaskOwner } from '../src/task-future.ts';
import { Window } from '../src/window.ts';
import { Cells } from '../src/worker/cells.ts';
import { RUN, type Message } from '../src/worker/protocol.ts';

const add = { id: 3, definition: { kind: 'source', source: 'add', name: '' } } as const;
const negate = { id: 5, definition: { kind: 'source', source: 'negate', name: '' } } as const;

function setUp(post: (message: Message) => void = () => undefined) {
  const posted: Message[] = [];
  const host: Host = {
    id: 1,
    post: (message) => {
      post(message);
      posted.push(message);
    },
    take: () => undefined,
    ref: () => undefined,
    unref: () => undefined,
    end: () => undefined,
    gone: Promise.resolve(),
  };
  const window = new Window(1, 64);
  for (let i = 0; i < 4; i++) window.learn(0.001, 1);
  const cells = new Cells();
  const events = { onMessage: () => undefined, onUnreadable: () => undefined, onExit: () => undefined };
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
  const owner: TaskOwner = {
    withdraw: (task) => task.worker === undefined || task.worker.withdraw(task.seq),
    serve: () => false,
  };
  const queue = new Deque<TaskFuture<unknown>>();
  const submit = (fn: typeof add | typeof negate, ...args: unknown[]): TaskFuture<unknown> => {
    const task = new TaskFuture<unknown>(owner, fn, args, undefined);
    queue.push(task);
    return task;
  };
  return { worker, cells, queue, submit, posted };
}

describe('RemoteWorker.send', () => {
  it('sends tasks with one function and number of arguments as a group, and each function once', () => {
    const { worker, queue, submit, posted } = setUp();
    void submit(add, 1, 2);
    void submit(add, 3, 4);
    void submit(negate, 5);
    worker.send(queue, 10, false);
    void submit(add, 6, 7);
    worker.send(queue, 10, false);
    const definitions = [
      [3, add.definition],
      [5, negate.definition],
    ];
    expect(posted).toEqual([
      [RUN, 0, definitions, undefined, 3, 2, 2, 1, 2, 3, 4, 5, 1, 1, 5],
      [RUN, 3, undefined, undefined, 3, 2, 1, 6, 7],
    ]);
  });

  it('gives back what could not be sent, as it was', () => {
    const refusal = new Error('no');
    let isOpen = false;
    const { worker, queue, submit, posted } = setUp(() => {
      if (!isOpen) throw refusal;
    });
    const tasks = [submit(add, 1, 2), submit(add, 3, 4)];
    expect(worker.send(queue, 10, false)).toEqual({ tasks, error: refusal });
    expect([worker.inFlight, tasks.map((task) => task.worker)]).toEqual([0, [undefined, undefined]]);
    isOpen = true;
    void submit(add, 5, 6);
    expect(worker.send(queue, 10, false)).toBeUndefined();
    expect(posted).toEqual([[RUN, 0, [[3, add.definition]], undefined, 3, 2, 1, 5, 6]]);
  });

  it('sends no more than there is room for', () => {
    const { worker, queue, submit } = setUp();
    for (let n = 0; n < 100; n++) void submit(negate, n);
    worker.send(queue, Infinity, false);
    expect([worker.inFlight, queue.size]).toEqual([64, 36]);
  });
});

describe('RemoteWorker.reclaim', () => {
  it('takes back what has not begun, which can be cancelled from then on', () => {
    const { worker, cells, queue, submit } = setUp();
    const [first, second, third] = [1, 2, 3].map((n) => submit(negate, n));
    worker.send(queue, 10, false);
    cells.start(0);
    expect(worker.reclaim(Infinity)).toEqual([second, third]);
    expect([first, second, third].map((task) => task?.cancel())).toEqual([false, true, true]);
  });

  it('frees no place on a worker that is to take no more', () => {
    const { worker, queue, submit } = setUp();
    void submit(negate, 1);
    void submit(negate, 2);
    worker.send(queue, 10, false);
    worker.takeNoMore();
    for (const task of worker.reclaim(Infinity)) queue.push(task);
    expect(worker.send(queue, 10, false)).toBeUndefined();
    expect([worker.inFlight, queue.size]).toEqual([0, 2]);
  });
});
